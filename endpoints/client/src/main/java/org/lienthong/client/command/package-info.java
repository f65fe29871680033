/** The command line that an agency runs beside its own system: {@code java -jar lienthong-client.jar COMMAND}. */
@NullMarked
package org.lienthong.client.command;

import org.jspecify.annotations.NullMarked;
