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
import org.rapaio.jupyter.kernel.channels.ShellChannel;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;

/**
 * Starts the Java kernel with its handlers in place before its ports are open. Kernel 3.0.1 by itself opens the ports first: a message that comes in between ends the thread that reads messages,
 * and on a busy machine Jupyter then waits in vain, more often than not. {@code setup} compiles this beside the kernel.
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
        channels.joinUntilClose();
    }

    /** Requests are answered over the other channels, too, by a thread of its own: those must be open then, as a socket serves one thread at a time. */
    private static boolean takesRequests(AbstractChannel channel) {
        return channel instanceof ShellChannel || channel instanceof ControlChannel;
    }
}
