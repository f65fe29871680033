/** The content door: what no answer could carry, by plain HTTP with Range, for whoever holds a link of GetDocument. */
@NullMarked
package org.lienthong.gateway.content;

import org.jspecify.annotations.NullMarked;
