/** The database: PostgreSQL started by ourselves or an external one, refused unless it is durable. */
@NullMarked
package org.lienthong.exchange.postgres;

import org.jspecify.annotations.NullMarked;
