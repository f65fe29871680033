/** May this submission in? Everything that can be judged is judged before its other parts are read.. */
@NullMarked
package org.lienthong.exchange.admission;

import org.jspecify.annotations.NullMarked;
