package org.superpose.simulator.report.schematic;
import java.io.File;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
class LookTest {
    @Test
    void look() throws Exception {
        ImageIO.write(Sheets.of("gcell").orElseThrow().image(List.of(n("q1","e1","xp","s1"), n("q2","e2","xn","s2"), r("r1","s1","t","75k"), r("r2","s2","t","75k"), n("q3","op","wp","e1"), n("q4","on","wn","e1"), n("q5","op","wn","e2"), n("q6","on","wp","e2"), n("q7","t","bias","c"), r("r3","c","vee","25k"))), "png", new File("/tmp/sp/s3/drawing/gcell.png"));
        ImageIO.write(Sheets.of("tailbias").orElseThrow().image(List.of(r("r1","vcc","k","405k"), n("q1","k","bias","c"), r("r2","c","vee","25k"), n("q2","vcc","k","bias"), r("r3","bias","vee","100k"), r("c1","k","vee","10p"))), "png", new File("/tmp/sp/s3/drawing/tailbias.png"));
    }
    static SheetPart n(String a, String... nodes) { return new SheetPart(a, List.of(nodes), ""); }
    static SheetPart r(String a, String b, String c, String v) { return new SheetPart(a, List.of(b, c), v); }
}
