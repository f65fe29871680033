package org.lienthong.exchange.status;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Does the same to many things at the same time. */
final class Race {

    private Race() {}

    /** @return what came of each, in the order given; throws what the first of them threw */
    static <A, B> List<B> run(int threads, List<A> all, Function<A, B> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<B>> coming = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                A one = all.get(i);
                boolean first = i < threads;
                coming.add(pool.submit(() -> {
                    if (first) {
                        start.await(30, TimeUnit.SECONDS);
                    }
                    return work.apply(one);
                }));
            }
            List<B> results = new ArrayList<>();
            for (Future<B> one : coming) {
                results.add(one.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
