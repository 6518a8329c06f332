package org.closedloop.apex.library;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.value.ApexBlob;

/** Members of Crypto, by the JDK's providers; certificates of the org are not kept here. */
@ApexType("System.Crypto")
final class CryptoLibrary {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int IV_LENGTH = 16;

  private static final Map<String, String> DIGESTS =
      Map.of(
          "MD5",
          "MD5",
          "SHA1",
          "SHA-1",
          "SHA-1",
          "SHA-1",
          "SHA-256",
          "SHA-256",
          "SHA256",
          "SHA-256",
          "SHA-512",
          "SHA-512",
          "SHA512",
          "SHA-512",
          "SHA3-256",
          "SHA3-256",
          "SHA3-384",
          "SHA3-384",
          "SHA3-512",
          "SHA3-512");

  private static final Map<String, Integer> AES_BITS =
      Map.of("AES128", 128, "AES192", 192, "AES256", 256);

  private static final Map<String, String> SIGNATURES =
      Map.of(
          "RSA", "SHA1withRSA",
          "RSA-SHA1", "SHA1withRSA",
          "RSA-SHA256", "SHA256withRSA",
          "RSA-SHA384", "SHA384withRSA",
          "RSA-SHA512", "SHA512withRSA",
          "ECDSA-SHA256", "SHA256withECDSA",
          "ECDSA-SHA384", "SHA384withECDSA",
          "ECDSA-SHA512", "SHA512withECDSA");

  private CryptoLibrary() {}

  private static HostException invalid(String what, String value) {
    return Errors.of("InvalidParameterValueException", "Invalid " + what + ": " + value);
  }

  private static HostException security(GeneralSecurityException e) {
    return Errors.of("SecurityException", e.getMessage());
  }

  @ApexMethod
  static ApexBlob generateAesKey(Integer bits) {
    if (bits != 128 && bits != 192 && bits != 256) {
      throw invalid("key size", String.valueOf(bits));
    }
    return ApexBlob.of(random(bits / 8));
  }

  private static byte[] random(int length) {
    byte[] b = new byte[length];
    RANDOM.nextBytes(b);
    return b;
  }

  @ApexMethod
  static Integer getRandomInteger() {
    return RANDOM.nextInt();
  }

  @ApexMethod
  static Long getRandomLong() {
    return RANDOM.nextLong();
  }

  @ApexMethod
  static ApexBlob generateDigest(String algorithm, ApexBlob data) {
    String java = DIGESTS.get(algorithm.toUpperCase(Locale.ROOT));
    if (java == null) {
      throw invalid("algorithm", algorithm);
    }
    try {
      return ApexBlob.of(MessageDigest.getInstance(java).digest(data.bytes()));
    } catch (NoSuchAlgorithmException e) {
      throw security(e);
    }
  }

  @ApexMethod
  static ApexBlob generateMac(String algorithm, ApexBlob data, ApexBlob key) {
    String java =
        switch (algorithm.toLowerCase(Locale.ROOT)) {
          case "hmacmd5" -> "HmacMD5";
          case "hmacsha1" -> "HmacSHA1";
          case "hmacsha256" -> "HmacSHA256";
          case "hmacsha384" -> "HmacSHA384";
          case "hmacsha512" -> "HmacSHA512";
          default -> throw invalid("algorithm", algorithm);
        };
    if (key.size() == 0) {
      throw invalid("private key", "empty");
    }
    try {
      Mac mac = Mac.getInstance(java);
      mac.init(new SecretKeySpec(key.bytes(), java));
      return ApexBlob.of(mac.doFinal(data.bytes()));
    } catch (GeneralSecurityException e) {
      throw security(e);
    }
  }

  /** Compares in constant time. */
  @ApexMethod("verifyHmac")
  static Boolean verifyMac(String algorithm, ApexBlob data, ApexBlob key, ApexBlob expected) {
    return MessageDigest.isEqual(generateMac(algorithm, data, key).bytes(), expected.bytes());
  }

  @ApexMethod
  static ApexBlob encrypt(String algorithm, ApexBlob key, ApexBlob iv, ApexBlob data) {
    return ApexBlob.of(aes(Cipher.ENCRYPT_MODE, algorithm, key, iv.bytes(), data.bytes()));
  }

  @ApexMethod
  static ApexBlob decrypt(String algorithm, ApexBlob key, ApexBlob iv, ApexBlob data) {
    return ApexBlob.of(aes(Cipher.DECRYPT_MODE, algorithm, key, iv.bytes(), data.bytes()));
  }

  /** The initialisation vector stands in front of the encrypted bytes. */
  @ApexMethod
  static ApexBlob encryptWithManagedIV(String algorithm, ApexBlob key, ApexBlob data) {
    byte[] iv = random(IV_LENGTH);
    byte[] body = aes(Cipher.ENCRYPT_MODE, algorithm, key, iv, data.bytes());
    byte[] out = Arrays.copyOf(iv, iv.length + body.length);
    System.arraycopy(body, 0, out, iv.length, body.length);
    return ApexBlob.of(out);
  }

  @ApexMethod
  static ApexBlob decryptWithManagedIV(String algorithm, ApexBlob key, ApexBlob data) {
    byte[] all = data.bytes();
    if (all.length < IV_LENGTH) {
      throw invalid("encrypted data", "shorter than its initialization vector");
    }
    return ApexBlob.of(
        aes(
            Cipher.DECRYPT_MODE,
            algorithm,
            key,
            Arrays.copyOf(all, IV_LENGTH),
            Arrays.copyOfRange(all, IV_LENGTH, all.length)));
  }

  private static byte[] aes(int mode, String algorithm, ApexBlob key, byte[] iv, byte[] data) {
    Integer bits = AES_BITS.get(algorithm.toUpperCase(Locale.ROOT));
    if (bits == null) {
      throw invalid("algorithm", algorithm);
    }
    if (key.size() * 8 != bits) {
      throw Errors.of(
          "InvalidParameterValueException", "Invalid private key. Must be " + bits / 8 + " bytes.");
    }
    if (iv.length != IV_LENGTH) {
      throw Errors.of(
          "InvalidParameterValueException",
          "Invalid initialization vector. Must be " + IV_LENGTH + " bytes.");
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw security(e);
    }
  }

  @ApexMethod
  static ApexBlob sign(String algorithm, ApexBlob data, ApexBlob privateKey) {
    String java = signature(algorithm);
    try {
      Signature s = Signature.getInstance(java);
      s.initSign(keys(java).generatePrivate(new PKCS8EncodedKeySpec(privateKey.bytes())));
      s.update(data.bytes());
      return ApexBlob.of(s.sign());
    } catch (InvalidKeyException e) {
      throw invalid("private key", e.getMessage());
    } catch (GeneralSecurityException e) {
      throw security(e);
    }
  }

  @ApexMethod("verify(String,Blob,Blob,Blob)")
  static Boolean verify(String algorithm, ApexBlob data, ApexBlob signature, ApexBlob publicKey) {
    String java = signature(algorithm);
    try {
      Signature s = Signature.getInstance(java);
      s.initVerify(keys(java).generatePublic(new X509EncodedKeySpec(publicKey.bytes())));
      s.update(data.bytes());
      return s.verify(signature.bytes());
    } catch (GeneralSecurityException e) {
      throw security(e);
    }
  }

  private static String signature(String algorithm) {
    String java = SIGNATURES.get(algorithm.toUpperCase(Locale.ROOT));
    if (java == null) {
      throw invalid("algorithm", algorithm);
    }
    return java;
  }

  private static KeyFactory keys(String java) throws NoSuchAlgorithmException {
    return KeyFactory.getInstance(java.endsWith("RSA") ? "RSA" : "EC");
  }
}
