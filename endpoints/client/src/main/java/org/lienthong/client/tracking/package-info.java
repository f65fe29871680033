/** What became of a document, and how the connection stands (contract: GetDocumentStatus, CheckConnection). */
@NullMarked
package org.lienthong.client.tracking;

import org.jspecify.annotations.NullMarked;
