package dev.crossfire.lab.shop;

import dev.crossfire.lab.shop.Customer.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many customers who come through the door together. */
final class Crowd {
    private Crowd() {}

    /** Carries out all requests, the first of every thread at the same moment. */
    static List<Reply> rush(List<Callable<Reply>> requests, int threads) throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(threads);
        CyclicBarrier door = new CyclicBarrier(threads);
        try {
            List<Future<Reply>> futures = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                Callable<Reply> request = requests.get(i);
                boolean first = i < threads;
                futures.add(crowd.submit(() -> {
                    if (first) {
                        door.await();
                    }
                    return request.call();
                }));
            }
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> future : futures) {
                replies.add(future.get());
            }
            return replies;
        } finally {
            crowd.shutdownNow();
        }
    }
}
