/**
 * Identifiers and digests: values that are valid once they exist, so nothing downstream checks them again. The bus's
 * {@code OrganId} is the PartyId of ebMS 3.
 */
@NullMarked
package org.lienthong.message.identity;

import org.jspecify.annotations.NullMarked;
