/** The SOAP door: HTTP to a verified request, one call into the rooms, a signed answer or fault back. wsdl/PROFILE.md. */
@NullMarked
package org.lienthong.gateway.soap;

import org.jspecify.annotations.NullMarked;
