/** Bytes over HTTP: bounded answers, parts streamed from files, links fetched to files. */
@NullMarked
package org.lienthong.client.transport;

import org.jspecify.annotations.NullMarked;
