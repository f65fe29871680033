/** The schemas of the bus and of edXML, and how their simple types map to Java. */
@NullMarked
package org.lienthong.xsd;

import org.jspecify.annotations.NullMarked;
