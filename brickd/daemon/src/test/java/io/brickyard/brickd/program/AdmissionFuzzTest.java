package io.brickyard.brickd.program;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.program.DictRequest;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Any SETVOLUME request is malformed, refused in one line, or names the brick, an identity and the right password. */
class AdmissionFuzzTest {
    private static final ServedVolume VOLUME = new ServedVolume("demo", Gfid.ROOT, "/b", "uuid");
    private static final AdmissionRules RULES = new AdmissionRules(new AddressRules(List.of(), List.of()),
            new LoginRules(Map.of("jo", "pw")), CertificateRules.NONE);
    private static final Admission ADMISSION = new Admission(VOLUME, () -> RULES,
            path -> path.equals("/sub") ? Gfid.random() : null);

    @FuzzTest
    void shouldJudgeWhateverIsAsked(byte[] bytes) {
        DictRequest request;
        try {
            request = HandshakeProgram.SETVOLUME.request().apply(new XdrReader(ByteBuffer.wrap(bytes)));
        } catch (MalformedMessageException refused) {
            return;
        }
        Dict asked = request.dict();
        switch (ADMISSION.judge(asked, InetAddress.getLoopbackAddress(), null)) {
            case Admission.Refusal refusal -> assertNotEquals(0, refusal.errno().code());
            case Admission.Granted granted -> {
                assertEquals("/b", asked.getText(SetVolume.REMOTE_SUBVOLUME));
                assertEquals("pw", asked.getText(SetVolume.PASSWORD));
                assertFalse(granted.identity().isEmpty());
            }
        }
        assertInstanceOf(Admission.Refusal.class, ADMISSION.judge(
                asked.toBuilder().putText(SetVolume.PASSWORD, "other").build(), InetAddress.getLoopbackAddress(),
                null));
    }
}
