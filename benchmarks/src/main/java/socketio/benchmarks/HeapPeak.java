package socketio.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The most heap that was in use after a collection, since this was created. */
final class HeapPeak implements AutoCloseable {
  private final AtomicLong most = new AtomicLong();
  private final NotificationListener listener = (notice, handback) -> note(notice);

  HeapPeak() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
    }
  }

  private void note(Notification notice) {
    if (notice
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      long left =
          GarbageCollectionNotificationInfo.from((CompositeData) notice.getUserData())
              .getGcInfo()
              .getMemoryUsageAfterGc()
              .values()
              .stream()
              .mapToLong(MemoryUsage::getUsed)
              .sum();
      most.accumulateAndGet(left, Math::max);
    }
  }

  /** In millions of bytes; includes class metadata and compiled code, a few dozen. */
  double megabytes() {
    return most.get() / 1e6;
  }

  @Override
  public void close() {
    try {
      for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
        ((NotificationEmitter) collector).removeNotificationListener(listener);
      }
    } catch (ListenerNotFoundException e) {
      throw new IllegalStateException("added by the constructor", e);
    }
  }
}
