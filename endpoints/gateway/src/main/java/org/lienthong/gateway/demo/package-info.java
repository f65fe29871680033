/**
 * One command that shows a document cross the bus: the bus as {@code serve} runs it, on a configuration made for the
 * purpose, and two agencies as programs of their own that reach it only over the wire.
 */
@NullMarked
package org.lienthong.gateway.demo;

import org.jspecify.annotations.NullMarked;
