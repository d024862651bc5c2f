package io.whisperschema.vector;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;

/**
 * A fence around the writes of several threads, which tells whether a read fell into the time that it held them. Its thread may
 * hold it twice.
 */
final class HostFence implements WriteFence {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final AtomicInteger held = new AtomicInteger();

    @Override
    public void hold() {
        lock.writeLock().lock();
        if (lock.getWriteHoldCount() == 1) {
            held.incrementAndGet();
        }
    }

    @Override
    public void release() {
        if (lock.getWriteHoldCount() == 1) {
            held.incrementAndGet();
        }
        lock.writeLock().unlock();
    }

    boolean isHeld() {
        return lock.isWriteLocked();
    }

    /** Whether it has held writes and let them go on. */
    boolean wasHeld() {
        return held.get() > 1;
    }

    /** Whether it holds writes by then or has since now. */
    BooleanSupplier sinceNow() {
        int before = held.get();
        return () -> before % 2 == 1 || held.get() != before;
    }

    void write(Runnable write) {
        lock.readLock().lock();
        try {
            write.run();
        } finally {
            lock.readLock().unlock();
        }
    }
}
