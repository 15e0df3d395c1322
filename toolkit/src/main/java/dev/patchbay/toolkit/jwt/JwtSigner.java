package dev.patchbay.toolkit.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.Json;
import dev.patchbay.toolkit.pem.Pem;
import java.util.Map;
import java.util.function.Supplier;

/** Signs claims by RS256, as GitHub Apps and the JWT bearer grant (RFC 7523) want it. Thread-safe. */
public final class JwtSigner {
    private final String setting;
    private final Supplier<Secret> pem;
    private volatile Loaded loaded;

    private record Loaded(Secret pem, RSASSASigner signer) {}

    private JwtSigner(String setting, Supplier<Secret> pem) {
        this.setting = setting;
        this.pem = pem;
    }

    /**
     * @param setting the key of the setting, for sentences
     * @param pem an RSA key as PEM; a rotated one is seen
     */
    public static JwtSigner of(String setting, Supplier<Secret> pem) {
        return new JwtSigner(setting, pem);
    }

    /**
     * A JWT with these claims; times are seconds since 1970.
     *
     * @throws ConnectorException with INVALID_CONFIG if the setting holds no such key
     */
    public String sign(Map<String, ?> claims) {
        JWSObject jwt = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                new Payload(Json.write(claims)));
        try {
            jwt.sign(signer());
            return jwt.serialize();
        } catch (JOSEException e) {
            throw invalid("cannot sign; see that it is an RSA key of 2048 bits or more");
        }
    }

    private RSASSASigner signer() {
        Secret now = pem.get();
        Loaded last = loaded;
        if (last == null || !last.pem().equals(now)) {
            try {
                last = new Loaded(now, new RSASSASigner(Pem.key(now.reveal())));
            } catch (IllegalArgumentException e) {
                throw invalid("cannot be used: " + e.getMessage());
            }
            loaded = last;
        }
        return last.signer();
    }

    private ConnectorException invalid(String rest) {
        return new ConnectorException(ErrorCode.INVALID_CONFIG, "the key in '" + setting + "' " + rest);
    }
}
