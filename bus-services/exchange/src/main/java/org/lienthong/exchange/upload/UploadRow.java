package org.lienthong.exchange.upload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.UploadId;

/** An upload as its row has it. */
record UploadRow(UploadId id, AnnouncedUpload announced, long received, State state) {

    static final String COLUMNS = "upload_id, length, sha256, media_type, received, state";

    /** USED: a document names it; another may, as long as it lasts. */
    enum State {
        OPEN,
        COMPLETE,
        USED
    }

    static UploadRow read(ResultSet row, int number) throws SQLException {
        return new UploadRow(
                new UploadId(row.getObject("upload_id", UUID.class)),
                new AnnouncedUpload(
                        row.getLong("length"), Digest.of(row.getBytes("sha256")), row.getString("media_type")),
                row.getLong("received"),
                State.valueOf(row.getString("state")));
    }

    long length() {
        return announced.length();
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    UploadProgress progress(long durable) {
        return isOpen() ? new UploadProgress(durable, length(), false) : new UploadProgress(length(), length(), true);
    }
}
