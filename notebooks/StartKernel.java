import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.ControlChannel;
import org.rapaio.jupyter.kernel.channels.LoopThread;
import org.rapaio.jupyter.kernel.channels.ShellChannel;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;

/**
 * Starts the Java kernel so that it answers also on a busy machine. Kernel 3.0.1 by itself opens its ports before its handlers are in place, and a message that comes in between ends the thread that reads messages; and that thread ends at once
 * if it runs before it is told that it is to run. Here handlers come first, requests are taken last, and threads that have ended are started again. {@code setup} compiles this beside the kernel.
 */
final class StartKernel {
    private StartKernel() {
    }

    /** @param arguments the connection file that Jupyter wrote */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);                     // else it prints the connection's key
        ConnectionProperties connection = Transform.fromJson(Files.readString(Path.of(arguments[0])), ConnectionProperties.class);
        Channels channels = new Channels(connection);
        Field field = Channels.class.getDeclaredField("channels");
        field.setAccessible(true);
        Object all = field.get(channels);
        field.set(channels, Set.of());
        channels.connect(MainApp.kernel);                                 // of no channels: sets the handlers
        field.set(channels, all);
        ((Set<?>) all).stream().map(AbstractChannel.class::cast).sorted(Comparator.comparing(StartKernel::takesRequests)).forEach(channel -> channel.bind(connection));
        Thread.sleep(200);                                                // a loop that is to end has ended
        for (Object channel : (Set<?>) all) {
            for (Field loop : channel.getClass().getDeclaredFields()) {
                if (loop.getType() == LoopThread.class) {
                    loop.setAccessible(true);
                    loop.set(channel, running((LoopThread) loop.get(channel)));
                }
            }
        }
        channels.joinUntilClose();
    }

    /** The loop, or another one like it: one that runs before it is told so ends at once. */
    private static LoopThread running(LoopThread loop) throws Exception {
        LoopThread next = loop;
        while (!next.isAlive()) {
            Field sleep = LoopThread.class.getDeclaredField("sleep");
            Field body = LoopThread.class.getDeclaredField("loopBody");
            sleep.setAccessible(true);
            body.setAccessible(true);
            next = new LoopThread(loop.getName(), sleep.getLong(loop), (Runnable) body.get(loop));
            next.start();
            Thread.sleep(200);
        }
        return next;
    }

    /** Requests are answered over the other channels, too, by a thread of its own: those must be open then, as a socket serves one thread at a time. */
    private static boolean takesRequests(AbstractChannel channel) {
        return channel instanceof ShellChannel || channel instanceof ControlChannel;
    }
}
