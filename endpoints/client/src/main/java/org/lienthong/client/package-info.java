/** What an agency links: sends, receives, confirms, verifies. */
@NullMarked
package org.lienthong.client;

import org.jspecify.annotations.NullMarked;
