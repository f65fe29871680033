/** What an agency hands to the bus and the receipt it gets (contract: SendDocument). */
@NullMarked
package org.lienthong.client.sending;

import org.jspecify.annotations.NullMarked;
