package org.lienthong.client.failure;

/** The bus knows this upload no more: it has expired, or was another bus's. Prepare another and begin again. */
public final class UploadGone extends ExchangeFailure {

    private static final long serialVersionUID = 1L;

    public UploadGone(String message) {
        super(message);
    }
}
