package org.lienthong.exchange.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** Keeps objects until it is killed, saying which only once they are kept; or holds one spool open. */
final class SpoolingChild {

    private SpoolingChild() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ContentStore store = new ContentStore(Path.of(args[0]));
        if (args[1].equals("hold")) {
            Spool spool = store.spool();
            spool.write(new byte[100_000]);
            System.out.println("holding " + spool.file());
            new CountDownLatch(1).await();
        }
        Random random = new Random(Long.parseLong(args[2]));
        while (true) {
            byte[] content = new byte[1 + random.nextInt(2_000_000)];
            random.nextBytes(content);
            try (Spool spool = store.spool()) {
                spool.write(content);
                System.out.println("kept " + store.keep(spool).digest());
            }
        }
    }
}
