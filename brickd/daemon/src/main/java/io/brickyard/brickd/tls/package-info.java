/** TLS as GlusterFS speaks it: from the first byte on, both sides with certificates, names judged by common name. */
@NullMarked
package io.brickyard.brickd.tls;

import org.jspecify.annotations.NullMarked;
