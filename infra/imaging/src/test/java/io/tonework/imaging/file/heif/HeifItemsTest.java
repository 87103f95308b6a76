package io.tonework.imaging.file.heif;

import static io.tonework.imaging.file.HandMade.box;
import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.fullBox;
import static io.tonework.imaging.file.HandMade.ints;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.shorts;
import static io.tonework.imaging.file.HandMade.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.HeifMaker;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeifItemsTest {
  private static final byte[] FTYP = box("ftyp", text("heic"), ints(0), text("mif1"));

  private static HeifItems meta(byte[]... boxes) {
    return HeifItems.parse(joined(FTYP, fullBox("meta", 0, 0, boxes)));
  }

  @Test
  void shouldReadEveryItemWithTypePropertiesAndReferences() {
    // Given a grid of two tiles, a preview, and transparency
    byte[] file =
        HeifMaker.of("heic", 64, 48)
            .item(2, "hvc1")
            .item(3, "hvc1")
            .item(4, "hvc1")
            .mime(5, "application/rdf+xml", text("<x/>"))
            .property(1, box("irot", bytes(1)))
            .property(2, box("hvcC", bytes(7)))
            .reference("dimg", 1, 2, 3)
            .reference("thmb", 4, 1)
            .reference("cdsc", 5, 1)
            .file();

    // When
    HeifItems items = HeifItems.parse(file);

    // Then
    assertThat(items.primary()).isEqualTo(1);
    assertThat(items.items())
        .containsExactly(
            new HeifItems.Item(1, "hvc1", ""),
            new HeifItems.Item(2, "hvc1", ""),
            new HeifItems.Item(3, "hvc1", ""),
            new HeifItems.Item(4, "hvc1", ""),
            new HeifItems.Item(5, "mime", "application/rdf+xml"));
    assertThat(items.properties(1)).extracting(HeifBox::type).containsExactly("ispe", "irot");
    assertThat(items.properties(2)).extracting(HeifBox::type).containsExactly("hvcC");
    assertThat(items.properties(9)).isEmpty();
    assertThat(items.sourcesOf(1)).containsExactlyInAnyOrder(2, 3);
    assertThat(items.referringTo(1, "thmb")).containsExactly(4);
    assertThat(items.referringTo(1, "auxl")).isEmpty();
    assertThat(items.data(5)).isEqualTo(text("<x/>"));
    assertThat(items.data(2)).isEmpty();
  }

  @Test
  void shouldReadWideNumbersOfLaterVersions() {
    // Given ids of four bytes, locations with base, index and extents of eight bytes in idat
    byte[] pitm = fullBox("pitm", 1, 0, ints(70_000));
    byte[] infe = fullBox("infe", 3, 0, ints(70_000), shorts(0), text("Exif"), bytes(0));
    byte[] iinf = fullBox("iinf", 1, 0, ints(1), infe);
    byte[] idat = box("idat", text("0123456789"));
    byte[] iloc =
        fullBox(
            "iloc",
            2,
            0,
            shorts(0x8888, 0),
            shorts(1),
            ints(70_000),
            shorts(1, 0),
            ints(0, 2),
            shorts(2),
            ints(0, 0, 0, 1, 0, 3),
            ints(0, 0, 0, 6, 0, 2));
    byte[] iref = fullBox("iref", 1, 0, box("cdsc", ints(70_000), shorts(1), ints(1)));
    byte[] ipma = fullBox("ipma", 1, 1, ints(1, 70_000), bytes(1), shorts(0x8001));
    byte[] iprp = box("iprp", box("ipco", box("irot", bytes(3))), ipma);

    // When
    HeifItems items = meta(pitm, iinf, iloc, iref, iprp, idat);

    // Then
    assertThat(items.primary()).isEqualTo(70_000);
    assertThat(items.items()).containsExactly(new HeifItems.Item(70_000, "Exif", ""));
    assertThat(items.data(70_000)).isEqualTo(text("34589"));
    assertThat(items.referringTo(1, "cdsc")).containsExactly(70_000);
    assertThat(items.properties(70_000)).extracting(HeifBox::type).containsExactly("irot");
  }

  @Test
  void shouldHaveNoItemsWhenThereIsNoMetaBox() {
    HeifItems items = HeifItems.parse(joined(FTYP, box("mdat", text("pixels"))));

    assertThat(items.items()).isEmpty();
    assertThat(items.primary()).isZero();
    assertThat(items.meta()).isEmpty();
    assertThat(items.topLevel()).extracting(HeifBox::type).containsExactly("ftyp", "mdat");
  }

  @Test
  void shouldReadUpToTheEndWhenAnExtentHasNoLength() {
    byte[] iloc = fullBox("iloc", 0, 0, shorts(0x4400, 1), shorts(1, 0, 1), ints(90, 0));
    byte[] head = joined(FTYP, fullBox("meta", 0, 0, iloc));
    byte[] file = joined(Arrays.copyOf(head, 90), text("the rest"));
    // the padding between them is a box of its own
    System.arraycopy(joined(ints(98 - head.length), text("mdat")), 0, file, head.length, 8);

    assertThat(HeifItems.parse(file).data(1)).isEqualTo(text("the rest"));
  }

  @Test
  void shouldRefuseItemsThatAreLongerThanTheirFile() {
    // Given one item whose 300 extents are all the whole file
    byte[][] extents = new byte[300][];
    Arrays.fill(extents, ints(0, 100));
    byte[] iloc = fullBox("iloc", 0, 0, shorts(0x4400, 1), shorts(7, 0, 300), joined(extents));

    HeifItems items = meta(iloc);

    assertThatThrownBy(() -> items.data(7))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("item 7 is longer than its file");
  }

  @Test
  void shouldRefuseNumbersOfOddWidth() {
    byte[] iloc = fullBox("iloc", 0, 0, shorts(0x3400, 1), shorts(1, 0, 1), ints(1, 1));

    assertThatThrownBy(() -> meta(iloc))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("item locations with numbers of 3 bytes");
  }

  @Test
  void shouldSayWhereTheFileEndsWhenABoxSpeaksOfMore() {
    byte[] ipma = fullBox("ipma", 0, 0, ints(5));

    assertThatThrownBy(() -> meta(box("iprp", box("ipco"), ipma)))
        .isInstanceOf(CorruptImage.class)
        .hasMessageStartingWith("the file ends at byte");
  }

  @Test
  void shouldStopAtTheFirstBoxThatDoesNotFit() {
    byte[] file = joined(FTYP, ints(4000), text("meta"), new byte[20]);

    assertThat(HeifItems.parse(file).topLevel()).hasSize(1);
  }

  @Test
  void shouldReadABoxOfSixtyFourBitsAndOneUpToTheEnd() {
    byte[] wide = joined(ints(1), text("free"), ints(0, 20), text("1234"));
    byte[] last = joined(ints(0), text("mdat"), text("all that is left"));

    HeifItems items = HeifItems.parse(joined(FTYP, wide, last));

    assertThat(items.topLevel()).extracting(HeifBox::type).containsExactly("ftyp", "free", "mdat");
    assertThat(items.topLevel().get(1).length()).isEqualTo(20);
    assertThat(items.topLevel().get(2).end()).isEqualTo(FTYP.length + 20 + 24);
  }

  @Test
  void shouldReadTheMediaTypeBehindANameOfTheItem() {
    byte[] named = fullBox("infe", 2, 0, shorts(7, 0), text("mimephoto\0text/plain\0"));
    byte[] open = fullBox("infe", 2, 0, shorts(8, 0), text("mime\0text/html"));
    byte[] old = fullBox("infe", 1, 0, shorts(9, 0), text("mime\0text/old\0"));

    assertThat(meta(fullBox("iinf", 0, 0, shorts(3), named, open, old)).items())
        .containsExactly(
            new HeifItems.Item(7, "mime", "text/plain"),
            new HeifItems.Item(8, "mime", "text/html"));
  }

  @Test
  void shouldReadAnItemThatIsAllOfTheFileButNotTwice() {
    byte[] once = fullBox("iloc", 0, 0, shorts(0x4400, 1), shorts(1, 0, 1), ints(0, 0));
    byte[] twice = fullBox("iloc", 0, 0, shorts(0x4400, 1), shorts(1, 0, 2), ints(0, 0, 0, 0));

    assertThat(meta(once).data(1)).isEqualTo(joined(FTYP, fullBox("meta", 0, 0, once)));
    HeifItems items = meta(twice);
    assertThatThrownBy(() -> items.data(1)).hasMessage("item 1 is longer than its file");
  }

  @Test
  void shouldAddTheBaseToEveryExtent() {
    byte[] iloc =
        fullBox(
            "iloc", 0, 0, shorts(0x4440, 1), shorts(1, 0), ints(4), shorts(2), ints(0, 4, 4, 4));

    assertThat(meta(iloc).data(1)).isEqualTo(text("ftypheic"));
  }

  @Test
  void shouldReadNoBytesThatAreInNoBoxOrInAnotherFile() {
    byte[] inBox = fullBox("iloc", 1, 0, shorts(0x4400, 1), shorts(1, 1, 0, 1), ints(0, 4));
    byte[] elsewhere = fullBox("iloc", 1, 0, shorts(0x4400, 1), shorts(1, 2, 0, 1), ints(0, 4));

    assertThat(meta(inBox).data(1)).isEmpty();
    assertThat(meta(inBox, box("idat", text("abcdef"))).data(1)).isEqualTo(text("abcd"));
    assertThat(meta(elsewhere, box("idat", text("abcdef"))).data(1)).isEmpty();
  }

  @Test
  void shouldReadAtMostTwentyThousandOfAnything() {
    // Given lists of one more
    int count = 20_001;
    byte[][] infos = new byte[count][];
    byte[][] places = new byte[count][];
    byte[][] associations = new byte[count][];
    for (int i = 0; i < count; i++) {
      infos[i] = fullBox("infe", 2, 0, shorts(i + 1, 0), text("hvc1\0"));
      places[i] = shorts(i + 1, 0, 0);
      associations[i] = joined(shorts(i + 1), bytes(1, 1));
    }
    byte[] iinf = fullBox("iinf", 0, 0, shorts(count), joined(infos));
    byte[] iloc = fullBox("iloc", 0, 0, shorts(0x4400, count), joined(places));
    byte[] ipma = fullBox("ipma", 0, 0, ints(count), joined(associations));

    // When
    HeifItems items = meta(iinf, iloc, box("iprp", box("ipco", box("irot", bytes(1))), ipma));

    // Then
    assertThat(items.items()).hasSize(20_000);
    assertThat(items.locations()).hasSize(20_000);
    assertThat(items.properties(20_000)).hasSize(1);
    assertThat(items.properties(20_001)).isEmpty();
  }
}
