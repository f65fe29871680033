package org.lienthong.exchange.status;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the one delivery that a status message speaks of: by its id, else by document and the two organs. */
final class DeliveryLookUp {

    private final JdbcClient database;

    DeliveryLookUp(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    private record Candidate(DeliveryId delivery, Digest edxml) {}

    /** @throws RefusedException UnknownDelivery, DeliveryAmbiguous */
    DeliveryId find(AdmittedStatus admitted) {
        return admitted.submission().spokenOf().delivery().orElseGet(() -> among(admitted, candidates(admitted)));
    }

    /** The digest of the document tells apart what was sent twice under one DocumentId. */
    private static DeliveryId among(AdmittedStatus admitted, List<Candidate> all) {
        if (all.isEmpty()) {
            throw Refusal.of(RefusalCode.UNKNOWN_DELIVERY)
                    .with("deliveryId", admitted.status().documentId())
                    .at("ResponseFor/DocumentId")
                    .refused();
        }
        List<Candidate> meant = all.size() == 1
                ? all
                : all.stream()
                        .filter(one -> one.edxml()
                                .equals(admitted.submission().spokenOf().edxml()))
                        .toList();
        if (meant.size() != 1) {
            throw Refusal.of(RefusalCode.DELIVERY_AMBIGUOUS)
                    .with("count", all.size())
                    .with("documentId", admitted.status().documentId())
                    .at("SendStatus/DeliveryId")
                    .refused();
        }
        return meant.get(0).delivery();
    }

    /** The code says who speaks: 13 the document's sender, any other its recipient. */
    private List<Candidate> candidates(AdmittedStatus admitted) {
        boolean sender = admitted.code().isOfTheSender();
        return database.sql("""
                        select d.delivery_id, doc.edxml_sha256 from document doc
                        join delivery d on d.document_key = doc.document_key
                        where doc.from_organ = :sender and doc.document_id = :document and d.organ_id = :recipient""")
                .param("sender", (sender ? admitted.speaker() : admitted.other()).value())
                .param("recipient", (sender ? admitted.other() : admitted.speaker()).value())
                .param("document", admitted.status().documentId().value())
                .query((row, n) -> new Candidate(
                        new DeliveryId(row.getObject("delivery_id", UUID.class)),
                        Digest.of(row.getBytes("edxml_sha256"))))
                .list();
    }

    /**
     * Locks the row until the transaction ends: the order of the statuses of a delivery is the order of this lock. Another
     * organ's delivery and none at all cost the same and look the same.
     *
     * @throws RefusedException UnknownDelivery
     */
    BoundDelivery lock(DeliveryId delivery, AdmittedStatus admitted) {
        lockRow(delivery, admitted);
        return database.sql(BoundDelivery.SELECT + "where d.delivery_id = :id")
                .param("id", delivery.value())
                .query(BoundDelivery::read)
                .single();
    }

    /** Alone, so that what is read afterwards is as the last holder of the lock left it, in every table. */
    private void lockRow(DeliveryId delivery, AdmittedStatus admitted) {
        String mine = admitted.code().isOfTheSender() ? "doc.from_organ" : "d.organ_id";
        boolean found = database.sql("select 1 from delivery d join document doc on doc.document_key = d.document_key"
                        + " where d.delivery_id = :id and " + mine + " = :speaker for update of d")
                .param("id", delivery.value())
                .param("speaker", admitted.speaker().value())
                .query((row, n) -> n)
                .optional()
                .isPresent();
        if (!found) {
            throw Refusal.of(RefusalCode.UNKNOWN_DELIVERY)
                    .with("deliveryId", delivery)
                    .at("SendStatus/DeliveryId")
                    .refused();
        }
    }
}
