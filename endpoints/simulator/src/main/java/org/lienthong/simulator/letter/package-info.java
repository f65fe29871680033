/** Official letters made for the purpose: a page in the form of NĐ 30/2020, Phụ lục I, and its edXML. */
@NullMarked
package org.lienthong.simulator.letter;

import org.jspecify.annotations.NullMarked;
