package org.lienthong.gateway.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.SystemId;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Everything that an operator decides, as the file says it. There is no default key, password or authority.
 *
 * @param data where the embedded database, the broker and the content lie
 * @param logOrigin name of the log of evidence in receipts
 */
public record GatewayConfiguration(
        BusUri bus,
        @DefaultValue("serve") Profile profile,
        Path data,
        @Nullable String logOrigin,
        @DefaultValue Listen listen,
        @Nullable Tls tls,
        Signing signing,
        Trust trust,
        @DefaultValue DirectoryFiles directory,
        @Nullable ExternalDatabase database,
        @Nullable ExternalBroker broker,
        @DefaultValue Limits limits,
        @DefaultValue Uploads uploads,
        @DefaultValue Terms terms,
        @DefaultValue Push push) {

    /**
     * @param port 0: any free one
     * @param hosts names that callers may use in URLs; empty: any
     * @param trustedProxies addresses or ranges whose X-Forwarded headers are believed
     * @param idle how long a connection may be silent
     * @param slowest bytes a second that a request body must bring
     * @param faultBurst faults for callers that proved nothing: at once, for one address
     * @param faultsPerMinute and after that
     */
    public record Listen(
            @DefaultValue("127.0.0.1") String address,
            @DefaultValue("8443") int port,
            @DefaultValue Set<String> hosts,
            @DefaultValue List<String> trustedProxies,
            @DefaultValue("64") int threads,
            @DefaultValue("2000") int connections,
            @DefaultValue("30s") Duration idle,
            @DefaultValue("1KB") DataSize slowest,
            @DefaultValue("16KB") DataSize headers,
            @DefaultValue("30") int faultBurst,
            @DefaultValue("30") int faultsPerMinute) {}

    /** @param clientCertificates whether the TLS layer asks callers for a certificate of the authorities under trust */
    public record Tls(KeyFile key, @DefaultValue("none") ClientCertificates clientCertificates) {

        /** Mutual TLS. */
        public enum ClientCertificates {
            NONE,
            WANT,
            NEED
        }
    }

    /** @param nextCertificate PEM; announced to callers ahead of the change */
    public record Signing(KeyFile key, @Nullable Path nextCertificate) {}

    /**
     * @param authorities PEM files of the roots and intermediates
     * @param revocationLists a folder of PEM or DER lists, read again every {@code refresh}
     * @param skew how far a caller's clock may be off
     * @param skewAllowances more for single systems, until their operators have set their clocks
     * @param revocationGrace how long a list still counts after its nextUpdate
     * @param revocationGraces more or less for single authorities
     */
    public record Trust(
            List<Path> authorities,
            Path revocationLists,
            @DefaultValue("60s") Duration refresh,
            @DefaultValue("5m") Duration skew,
            @DefaultValue List<SkewAllowance> skewAllowances,
            @DefaultValue("1d") Duration revocationGrace,
            @DefaultValue List<RevocationGrace> revocationGraces) {

        /** @param skew at most 15 minutes */
        public record SkewAllowance(SystemId system, Duration skew) {}

        /** @param authority the subject of one of the authorities, as RFC 2253 writes it, e.g. {@code CN=CA,O=Org,C=VN} */
        public record RevocationGrace(String authority, Duration grace) {}
    }

    /**
     * @param folder organs.csv, systems.csv, keys.csv, mandates.csv, loaded at every start; none: the database as it is
     * @param operators those who may change it by command; once there are any, files change neither keys nor mandates
     */
    public record DirectoryFiles(
            @Nullable Path folder, @DefaultValue List<OperatorKey> operators) {

        /** @param key PEM public key or certificate: Ed25519, RSA or EC */
        public record OperatorKey(String name, Path key) {}
    }

    /** A PostgreSQL of the operator's. Left out: an embedded one. */
    public record ExternalDatabase(ServiceUrl url, String user, Secret password) {}

    /** An Artemis of the operator's. Left out: an embedded one. */
    public record ExternalBroker(
            ServiceUrl url, @Nullable String user, @Nullable Secret password) {}

    /**
     * @param inline content inside a request or answer, all together
     * @param entity one HTTP request, whole
     * @param memory root parts of all requests at the same time
     * @param diskReserve bytes to be left free; below, it accepts no document and answers Busy
     * @param databasePool connections
     */
    public record Limits(
            @DefaultValue("16MB") DataSize rootPart,
            @DefaultValue("7MB") DataSize inline,
            @DefaultValue("2GB") DataSize part,
            @DefaultValue("4GB") DataSize entity,
            @DefaultValue("500") int parts,
            @DefaultValue("64MB") DataSize memory,
            @DefaultValue("1GB") DataSize diskReserve,
            @DefaultValue("20") int databasePool) {}

    /**
     * Files that come before their document, in chunks; the limits are those of one organ.
     *
     * @param open uploads that are not complete; over it: Busy
     * @param bytes announced, for uploads that no document has named, together; over it: Busy
     * @param chunk one PUT
     * @param idle how long an upload waits for its next chunk
     * @param unreferenced how long documents may name a complete one
     */
    public record Uploads(
            @DefaultValue("16") int open,
            @DefaultValue("8GB") DataSize bytes,
            @DefaultValue("64MB") DataSize chunk,
            @DefaultValue("24h") Duration idle,
            @DefaultValue("48h") Duration unreferenced) {}

    /**
     * @param expiry how long a delivery may wait
     * @param linkLife how long a content link opens
     * @param relayWorkers threads from the outbox to the queues
     * @param stuckAfter leases served without an outcome before the sender is told STUCK
     */
    public record Terms(
            @DefaultValue("30d") Duration expiry,
            @DefaultValue("1h") Duration linkLife,
            @DefaultValue("2") int relayWorkers,
            @DefaultValue("5") int stuckAfter) {}

    /**
     * Calls of the agencies' inboxes, which inboxes.csv of the directory's folder names.
     *
     * @param allow names, {@code *.suffix}, addresses and ranges that may be called; empty: nothing is pushed
     * @param address of this bus as agencies reach it, for content links, e.g. {@code https://bus.example}
     * @param trust PEM files of the roots of inboxes' TLS certificates
     * @param every pause between two looks at what is to be brought
     * @param threads inboxes called at the same time
     * @param within the longest that one call may take
     * @param mostPushes of one delivery; after that it is put aside and only pulled
     * @param alarmFailures in a row, or {@code alarmAfter} without a success: an alarm
     * @param notifyEvery the shortest pause between two words to one inbox
     * @param notifyAgain the pause when nothing new has come but something waits still
     * @param answer largest answer of an inbox
     */
    public record Push(
            @DefaultValue List<String> allow,
            @Nullable String address,
            @DefaultValue List<Path> trust,
            @DefaultValue("500ms") Duration every,
            @DefaultValue("8") int threads,
            @DefaultValue("60s") Duration within,
            @DefaultValue("5s") Duration firstPause,
            @DefaultValue("1h") Duration longestPause,
            @DefaultValue("20") int mostPushes,
            @DefaultValue("5") int alarmFailures,
            @DefaultValue("15m") Duration alarmAfter,
            @DefaultValue("30s") Duration notifyEvery,
            @DefaultValue("15m") Duration notifyAgain,
            @DefaultValue("1MB") DataSize answer) {

        public boolean enabled() {
            return !allow.isEmpty();
        }
    }

    /** @return the name of the log in receipts */
    public String logOriginOrDefault() {
        return logOrigin == null ? bus + ":log" : logOrigin;
    }
}
