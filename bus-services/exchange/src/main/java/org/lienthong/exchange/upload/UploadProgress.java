package org.lienthong.exchange.upload;

/**
 * How far an upload has come.
 *
 * @param offset bytes that are on disk and count
 * @param length of the whole, in bytes
 * @param complete whether the whole is here and is what was announced
 */
public record UploadProgress(long offset, long length, boolean complete) {}
