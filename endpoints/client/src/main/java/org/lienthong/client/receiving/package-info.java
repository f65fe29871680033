/** What an agency takes from the bus and how it answers (contract: ReceiveDocuments, GetDocument, ConfirmDocument, ReleaseDocument). */
@NullMarked
package org.lienthong.client.receiving;

import org.jspecify.annotations.NullMarked;
