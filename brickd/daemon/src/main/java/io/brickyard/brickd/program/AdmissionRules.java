package io.brickyard.brickd.program;

/**
 * Who may come in.
 *
 * @param addresses from where
 * @param logins with which password, whatever the address
 * @param certificates with which certificate, in TLS
 */
public record AdmissionRules(AddressRules addresses, LoginRules logins, CertificateRules certificates) {}
