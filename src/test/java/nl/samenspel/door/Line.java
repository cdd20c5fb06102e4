package nl.samenspel.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullMarked;

/// A line from the program to its database that a test can break, in the ways lines break.
@NullMarked
final class Line implements AutoCloseable {

    enum State {
        WHOLE,
        /// Nothing gets through and nobody is told, as when a switch dies.
        SILENT,
        /// Every connection is thrown out and none is let in, as when the server goes down.
        CUT,
        /// As [#CUT], from the moment that a request that was written is to be made final: the server hears of it, its
        /// answer gets lost.
        CUT_AFTER_COMMIT,
        /// The same, but the server does not hear of it either.
        CUT_BEFORE_COMMIT
    }

    private static final String WRITTEN = "insert into requests.help_request";
    private static final String COMMIT = "COMMIT";

    private final ServerSocket ear;
    private final String host;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object changed = new Object();
    private volatile State state = State.WHOLE;

    Line(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.ear = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return ear.getLocalPort();
    }

    State state() {
        return state;
    }

    void become(State wanted) {
        synchronized (changed) {
            state = wanted;
            changed.notifyAll();
        }
        if (wanted == State.CUT) {
            throwOut();
        }
    }

    private void throwOut() {
        open.forEach(Line::reset);
    }

    private void listen() {
        while (!ear.isClosed()) {
            try {
                var near = ear.accept();
                if (state == State.CUT) {
                    reset(near);
                    continue;
                }
                open.add(near);
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        waitWhileSilent();
        try {
            var far = new Socket(host, port);
            open.add(far);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> carry(near, far, true));
            carry(far, near, false);
        } catch (IOException e) {
            reset(near);
        }
    }

    private void carry(Socket from, Socket to, boolean toServer) {
        var bytes = new byte[1 << 16];
        var written = new AtomicBoolean();
        try (var in = from.getInputStream();
                var out = to.getOutputStream()) {
            while (carry(in, out, bytes, toServer, written)) {
                // on and on
            }
        } catch (IOException e) {
            // broken: so is the other half
        } finally {
            open.remove(from);
            open.remove(to);
            reset(from);
            reset(to);
        }
    }

    private boolean carry(InputStream in, OutputStream out, byte[] bytes, boolean toServer, AtomicBoolean written)
            throws IOException {
        var many = in.read(bytes);
        if (many < 0) {
            return false;
        }
        waitWhileSilent();
        var said = toServer ? new String(bytes, 0, many, StandardCharsets.ISO_8859_1) : "";
        if (said.contains(WRITTEN)) {
            written.set(true);
        }
        var cuts = written.get()
                && (state == State.CUT_AFTER_COMMIT || state == State.CUT_BEFORE_COMMIT)
                && said.contains(COMMIT);
        if (cuts) {
            if (state == State.CUT_AFTER_COMMIT) {
                state = State.CUT;
                out.write(bytes, 0, many);
                out.flush();
            }
            become(State.CUT);
            return false;
        }
        if (!toServer && state == State.CUT) {
            return false;
        }
        out.write(bytes, 0, many);
        out.flush();
        return true;
    }

    private void waitWhileSilent() {
        synchronized (changed) {
            while (state == State.SILENT) {
                try {
                    changed.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is gone
        }
    }

    @Override
    public void close() throws IOException {
        ear.close();
        become(State.CUT);
    }
}
