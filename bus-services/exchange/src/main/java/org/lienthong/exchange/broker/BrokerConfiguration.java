package org.lienthong.exchange.broker;

import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;

/** The broker's settings. A token is a few hundred bytes, may wait for weeks, and may never be moved, paged or dropped. */
final class BrokerConfiguration {

    /** Every queue of an organ. */
    static final String ORGANS = "lt.organ.#";

    /** The topic that wakes long-polls: losing a wake-up costs a poll, so nothing of it is kept. */
    static final String WAKE_UP = "lt.wakeup";

    private static final SimpleString NOWHERE = SimpleString.of("lt.undeliverable");
    private static final int NANOS_BUFFERED = 200_000;
    private static final int JOURNAL_FILE = 4 << 20;
    private static final long ORGAN_BYTES = 128L << 20;
    private static final long WAKE_UP_BYTES = 1L << 20;
    private static final long DISK_KEPT_FREE = 64L << 20;
    private static final long LOCK_MILLIS = 5_000;

    private BrokerConfiguration() {}

    static Configuration of(Path dir, int serverId) {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration
                .setName("lienthong")
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMessageExpiryScanPeriod(-1)
                .setGracefulShutdownEnabled(false)
                .setSuppressSessionNotifications(true)
                .addAcceptorConfiguration(new TransportConfiguration(
                        InVMAcceptorFactory.class.getName(),
                        Map.of(TransportConstants.SERVER_ID_PROP_NAME, Integer.toString(serverId))));
        journal(configuration, dir);
        limits(configuration);
        configuration
                .addAddressSetting("#", keptForEver())
                .addAddressSetting(ORGANS, keptForEver())
                .addAddressSetting(WAKE_UP, wakeUps());
        return configuration;
    }

    /** The default buffer of 3.3 ms caps one synchronous producer at about 280 sends a second. */
    private static void journal(Configuration configuration, Path dir) {
        configuration
                .setPersistenceEnabled(true)
                .setBindingsDirectory(dir.resolve("bindings").toString())
                .setJournalDirectory(dir.resolve("journal").toString())
                .setLargeMessagesDirectory(dir.resolve("large").toString())
                .setPagingDirectory(dir.resolve("paging").toString())
                .setCreateBindingsDir(true)
                .setCreateJournalDir(true)
                .setJournalType(JournalType.NIO)
                .setJournalBufferTimeout_NIO(NANOS_BUFFERED)
                .setJournalDatasync(true)
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalFileSize(JOURNAL_FILE)
                .setJournalMinFiles(2)
                .setJournalLockAcquisitionTimeout(LOCK_MILLIS);
    }

    /** Beyond a limit a send fails, and its outbox row waits. The last 64 MB of a disk the broker leaves alone. */
    private static void limits(Configuration configuration) {
        configuration
                .setGlobalMaxSize(Math.max(ORGAN_BYTES, Runtime.getRuntime().maxMemory() / 4))
                .setMinDiskFree(DISK_KEPT_FREE);
    }

    /**
     * No expiry, no dead letters, no delay: a token given back is there for the next taker at once, however often. The
     * address for dead letters is named because Artemis warns of every queue without one; nothing goes there.
     */
    private static AddressSettings keptForEver() {
        return new AddressSettings()
                .setAutoCreateQueues(true)
                .setAutoCreateAddresses(true)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setMaxDeliveryAttempts(-1)
                .setDeadLetterAddress(NOWHERE)
                .setExpiryAddress(NOWHERE)
                .setRedeliveryDelay(0)
                .setNoExpiry(true)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL)
                .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL)
                .setMaxSizeBytes(ORGAN_BYTES)
                .setDefaultConsumerWindowSize(0)
                .setEnableMetrics(false);
    }

    private static AddressSettings wakeUps() {
        return new AddressSettings()
                .setAutoCreateQueues(true)
                .setAutoCreateAddresses(true)
                .setAutoDeleteQueues(true)
                .setAutoDeleteAddresses(false)
                .setDefaultAddressRoutingType(RoutingType.MULTICAST)
                .setDefaultQueueRoutingType(RoutingType.MULTICAST)
                .setDeadLetterAddress(NOWHERE)
                .setExpiryAddress(NOWHERE)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                .setDiskFullMessagePolicy(DiskFullMessagePolicy.DROP)
                .setMaxSizeBytes(WAKE_UP_BYTES)
                .setEnableMetrics(false);
    }
}
