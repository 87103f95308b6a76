package io.tonework.imaging.file;

import static io.tonework.imaging.file.HandMade.box;
import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.fullBox;
import static io.tonework.imaging.file.HandMade.ints;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.shorts;
import static io.tonework.imaging.file.HandMade.text;

import java.util.ArrayList;
import java.util.List;

/** A HEIC or AVIF file of one picture whose boxes are all known; nothing is coded in it. */
public final class HeifMaker {
  /** The item that is the picture. */
  static final int PRIMARY = 1;

  private final String brand;
  private final List<byte[]> properties = new ArrayList<>();
  private final List<byte[]> associations = new ArrayList<>();
  private final List<byte[]> infos = new ArrayList<>();
  private final List<byte[]> references = new ArrayList<>();
  private final List<byte[]> after = new ArrayList<>();
  private final List<Integer> dataItems = new ArrayList<>();
  private final List<byte[]> data = new ArrayList<>();

  private HeifMaker(String brand) {
    this.brand = brand;
  }

  /** A file of a brand with a picture of that size and no pixels. */
  public static HeifMaker of(String brand, int width, int height) {
    HeifMaker maker = new HeifMaker(brand);
    maker.item(PRIMARY, brand.equals("avif") ? "av01" : "hvc1");
    maker.property(PRIMARY, fullBox("ispe", 0, 0, ints(width, height)));
    return maker;
  }

  /** An item, listed. */
  public HeifMaker item(int id, String type) {
    infos.add(fullBox("infe", 2, 0, shorts(id, 0), text(type), bytes(0)));
    return this;
  }

  /** An item of a media type with its bytes. */
  public HeifMaker mime(int id, String mediaType, byte[] content) {
    infos.add(fullBox("infe", 2, 0, shorts(id, 0), text("mime\0" + mediaType + "\0")));
    return data(id, content);
  }

  /** The bytes of an item, in the file. */
  public HeifMaker data(int id, byte[] content) {
    dataItems.add(id);
    data.add(content);
    return this;
  }

  /** An EXIF item whose TIFF structure begins after a prefix of that length. */
  public HeifMaker exif(int id, byte[] exif, String prefix) {
    item(id, "Exif");
    return data(id, joined(ints(prefix.length()), text(prefix), exif));
  }

  /** A property box of an item. */
  public HeifMaker property(int item, byte[] box) {
    properties.add(box);
    associations.add(joined(shorts(item), bytes(1, properties.size())));
    return this;
  }

  /** A colour box of the picture with what it holds. */
  public HeifMaker colour(String kind, byte[] content) {
    return property(PRIMARY, box("colr", text(kind), content));
  }

  /** A reference of an item to others. */
  public HeifMaker reference(String type, int from, int... to) {
    references.add(box(type, shorts(from, to.length), shorts(to)));
    return this;
  }

  /** A box at the end of the file. */
  public HeifMaker then(byte[] box) {
    after.add(box);
    return this;
  }

  /** The file. */
  public byte[] file() {
    byte[] ftyp = box("ftyp", text(brand), ints(0), text("mif1" + brand));
    int first = ftyp.length + meta(0).length + 8;
    byte[] mdat = box("mdat", data.toArray(byte[][]::new));
    return joined(ftyp, meta(first), mdat, joined(after.toArray(byte[][]::new)));
  }

  private byte[] meta(int dataFrom) {
    byte[] pitm = fullBox("pitm", 0, 0, shorts(PRIMARY));
    byte[] iinf = fullBox("iinf", 0, 0, shorts(infos.size()), joined(infos.toArray(byte[][]::new)));
    byte[] ipma =
        fullBox(
            "ipma", 0, 0, ints(associations.size()), joined(associations.toArray(byte[][]::new)));
    byte[] iprp = box("iprp", box("ipco", properties.toArray(byte[][]::new)), ipma);
    byte[] iref =
        references.isEmpty()
            ? new byte[0]
            : fullBox("iref", 0, 0, references.toArray(byte[][]::new));
    return fullBox("meta", 0, 0, pitm, iinf, iprp, iref, iloc(dataFrom));
  }

  /** Offsets and lengths of four bytes, no base. */
  private byte[] iloc(int dataFrom) {
    List<byte[]> entries = new ArrayList<>();
    int at = dataFrom;
    for (int i = 0; i < data.size(); i++) {
      entries.add(joined(shorts(dataItems.get(i), 0, 1), ints(at, data.get(i).length)));
      at += data.get(i).length;
    }
    return fullBox(
        "iloc", 0, 0, shorts(0x4400, entries.size()), joined(entries.toArray(byte[][]::new)));
  }
}
