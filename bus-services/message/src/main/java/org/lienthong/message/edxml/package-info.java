/** edXML of QCVN 102:2016: reads and judges documents and status messages, and writes documents. Schema: xsd/edxml/edxml.xsd. */
@NullMarked
package org.lienthong.message.edxml;

import org.jspecify.annotations.NullMarked;
