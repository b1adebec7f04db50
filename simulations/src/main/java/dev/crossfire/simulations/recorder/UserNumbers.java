package dev.crossfire.simulations.recorder;

import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Numbers the users of one scenario that are active at the same time, from 1.
 *
 * <p>A closed model replaces a user who leaves by a new one. The new one takes over the smallest free number, so a number
 * stands for one of the users that the model keeps up, however many it has used for that. May be used from many threads.
 */
final class UserNumbers {
    private final Queue<Integer> free = new PriorityQueue<>();
    private int highest;

    synchronized int take() {
        Integer number = free.poll();
        return number == null ? ++highest : number;
    }

    synchronized void release(int number) {
        free.add(number);
    }
}
