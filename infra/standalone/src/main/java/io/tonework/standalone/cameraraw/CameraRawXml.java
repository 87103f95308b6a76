package io.tonework.standalone.cameraraw;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Collects the {@code crs:} properties of an XMP packet: attributes and elements of the {@code
 * rdf:Description}s at its top, not what structures hold inside. A document type, and with it every
 * entity that could be expanded or fetched, is refused. Not thread-safe.
 */
final class CameraRawXml {
  static final String CRS = "http://ns.adobe.com/camera-raw-settings/1.0/";
  static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

  private static final int MAX_DEPTH = 64;
  private static final int MAX_PROPERTIES = 10_000;

  private final XMLStreamReader xml;
  private final Map<String, CameraRawProperty> properties = new LinkedHashMap<>();
  private int depth;
  private int rdfDepth;

  private CameraRawXml(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * The properties by name, in the order of the file.
   *
   * @throws CameraRawSyntaxException when the bytes are no well-formed XML, have a document type,
   *     or set one property twice
   */
  static Map<String, CameraRawProperty> read(byte[] file) {
    // the JDK's own: what else lies on the class path may know other switches
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver((_, systemId, _, _) -> {
      throw new XMLStreamException("it refers to " + systemId);
    });
    try {
      CameraRawXml reader =
          new CameraRawXml(factory.createXMLStreamReader(new StringReader(decoded(file))));
      reader.document();
      return reader.properties;
    } catch (XMLStreamException e) {
      String reason = String.valueOf(e.getMessage()).lines().reduce((_, last) -> last).orElse("");
      throw new CameraRawSyntaxException(
          "the file is no XMP: line %d: %s"
              .formatted(e.getLocation() == null ? 1 : e.getLocation().getLineNumber(), reason));
    }
  }

  /** XMP is UTF-8, or UTF-16 with a byte order mark (ISO 16684-1, 7.1). */
  private static String decoded(byte[] file) {
    boolean wide = file.length >= 2 && ((file[0] & 0xFF) == 0xFE || (file[0] & 0xFF) == 0xFF);
    Charset charset = wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new CameraRawSyntaxException("the file is no XMP: its text is not " + charset);
    }
  }

  private void document() throws XMLStreamException {
    while (xml.hasNext()) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (rdfDepth == 0 && isRdf("RDF")) {
            rdfDepth = depth;
          } else if (rdfDepth > 0 && depth == rdfDepth + 1 && isRdf("Description")) {
            attributes();
          } else if (rdfDepth > 0 && depth == rdfDepth + 2 && CRS.equals(xml.getNamespaceURI())) {
            put(xml.getLocalName(), property());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (depth < rdfDepth) {
            rdfDepth = 0;
          }
        }
        default -> {}
      }
    }
  }

  private int next() throws XMLStreamException {
    int event = xml.next();
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        if (++depth > MAX_DEPTH) {
          throw new CameraRawSyntaxException(
              "the file nests elements deeper than " + MAX_DEPTH + "; no preset does");
        }
      }
      case XMLStreamConstants.END_ELEMENT -> depth--;
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
          throw new CameraRawSyntaxException(
              "the file has a document type (DOCTYPE), which no XMP has; it is not read");
      default -> {}
    }
    return event;
  }

  private boolean isRdf(String name) {
    return RDF.equals(xml.getNamespaceURI()) && name.equals(xml.getLocalName());
  }

  private void attributes() {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (CRS.equals(xml.getAttributeNamespace(i))) {
        put(xml.getAttributeLocalName(i), CameraRawProperty.of(xml.getAttributeValue(i)));
      }
    }
  }

  /** Reads to the end of the current element. */
  private CameraRawProperty property() throws XMLStreamException {
    int outside = depth - 1;
    StringBuilder text = new StringBuilder();
    List<String> items = new ArrayList<>();
    boolean structured = false;
    boolean named = xml.getAttributeCount() > 0;
    while (depth > outside) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          structured = true;
          named |= !RDF.equals(xml.getNamespaceURI()) || xml.getAttributeCount() > 0;
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          if (structured && isRdf("li")) {
            items.add(text.toString().strip());
            text.setLength(0);
          }
        }
        default -> {}
      }
    }
    if (!structured) {
      return CameraRawProperty.of(text.toString());
    }
    return new CameraRawProperty("", items, true, items.isEmpty() && !named);
  }

  private void put(String name, CameraRawProperty property) {
    CameraRawProperty earlier = properties.put(name, property);
    if (earlier != null && !earlier.equals(property)) {
      throw new CameraRawSyntaxException(
          "the file sets crs:%s twice, to '%s' and to '%s'"
              .formatted(name, earlier.text(), property.text()));
    }
    if (properties.size() > MAX_PROPERTIES) {
      throw new CameraRawSyntaxException(
          "the file has more than " + MAX_PROPERTIES + " settings; no preset has");
    }
  }
}
