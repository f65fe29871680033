/** What the operator decides: one file, typed, judged whole before anything starts. */
@NullMarked
package org.lienthong.gateway.configuration;

import org.jspecify.annotations.NullMarked;
