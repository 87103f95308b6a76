"""Words of requests: for each attribute and direction, how people say it. Data of the grammar in phrasing.py."""

from dataclasses import dataclass
from typing import Final


def words(said: str) -> tuple[str, ...]:
    """Apart by "|"."""
    return tuple(said.split("|"))


@dataclass(frozen=True)
class Words:
    """verbs take the picture as object, better stands behind "make it", nouns go up or down, complaints describe it."""

    verbs: tuple[str, ...] = ()
    better: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()


_DARK_COMPLAINTS: Final = ("dark", "dim", "underexposed", "under exposed", "gloomy", "murky", "black")
_LIGHT_NOUNS: Final = words("brightness|light|exposure|lightness|luminosity|brightness level|lighting|natural light")
_SHADOW_NOUNS: Final = ("shadows", "shadow areas", "dark areas", "dark parts", "darks", "shaded areas", "dark tones")
_HIGHLIGHT_NOUNS: Final = ("highlights", "bright areas", "bright parts", "lights", "brightest areas", "highlight areas")
_COLOUR_NOUNS: Final = ("saturation", "color", "colour", "color intensity", "colors", "colours", "saturation level")

# Nouns are those of what goes up or down: in (x, -1) they are reduced.
WORDS: Final[dict[tuple[str, int], Words]] = {
    ("lightness", 1): Words(
        ("brighten", "lighten", "brighten up", "light up", "lighten up", "illuminate", "expose", "whiten"),
        words("brighter|lighter|more bright|better lit|more luminous|bright|light|less dark|less dim"),
        _LIGHT_NOUNS,
        _DARK_COMPLAINTS,
    ),
    ("lightness", -1): Words(
        ("darken", "dim", "tone down", "darken down", "underexpose"),
        ("darker", "dimmer", "less bright", "less light", "more dark", "dark", "less exposed"),
        _LIGHT_NOUNS,
        ("bright", "light", "overexposed", "over exposed", "blinding", "glaring"),
    ),
    ("contrast", 1): Words(
        (),
        ("more contrasty", "punchier", "more contrasted", "less flat", "bolder", "less washed out", "crisper"),
        ("contrast", "contrast level", "tonal contrast", "contrast between light and dark", "punch", "definition"),
        ("flat", "washed out", "hazy", "milky", "low in contrast"),
    ),
    ("contrast", -1): Words(
        ("soften", "flatten"),
        ("softer", "less contrasty", "flatter", "less harsh", "less hard", "gentler"),
        ("contrast", "contrast level", "harshness", "tonal contrast"),
        ("contrasty", "harsh", "hard"),
    ),
    ("shadows", 1): Words((), (), _SHADOW_NOUNS, ("dark", "deep", "black", "blocked", "heavy")),
    ("shadows", -1): Words((), (), _SHADOW_NOUNS, ()),
    ("highlights", 1): Words((), (), _HIGHLIGHT_NOUNS, ()),
    ("highlights", -1): Words((), (), _HIGHLIGHT_NOUNS, words("blown out|burnt out|blown|bright|clipped|harsh")),
    ("whites", 1): Words((), (), ("whites", "white point", "white level"), ()),
    ("whites", -1): Words((), (), ("whites", "white point", "white level"), ()),
    ("blacks", 1): Words((), (), ("blacks", "black point", "black level"), ()),
    ("blacks", -1): Words((), ("inkier",), ("blacks", "black point", "black level"), ()),
    ("warmth", 1): Words(
        ("warm", "warm up", "heat up"),
        ("warmer", "more golden", "less cold", "less cool", "less blueish", "more yellow", "cozier", "more orange"),
        ("warmth", "temperature", "warm tones", "color temperature", "warm tint", "warm feel", "yellow tone"),
        ("cold", "cool", "bluish", "blue", "icy"),
    ),
    ("warmth", -1): Words(
        ("cool", "cool down", "cool off"),
        ("cooler", "colder", "less warm", "less yellow", "less yellowish", "bluer overall", "icier", "less orange"),
        words("warmth|temperature|yellow tone|yellow cast|orange tone|yellow tint|warm tones|yellowness"),
        ("warm", "yellow", "orange", "yellowish", "hot"),
    ),
    ("tint", 1): Words(
        (),
        ("less green", "less greenish", "more magenta", "pinker", "more pink", "more purple"),
        ("magenta", "magenta tint", "pink tint", "pink tone", "purple tone"),
        ("green", "greenish"),
    ),
    ("tint", -1): Words(
        (),
        ("less magenta", "less pink", "less purple", "greener overall", "less pinkish"),
        ("magenta", "magenta tint", "pink tint", "pink cast", "purple tint", "purple cast", "pinkness"),
        ("magenta", "pink", "purple", "pinkish"),
    ),
    ("colourfulness", 1): Words(
        ("saturate", "intensify", "liven up", "colour up"),
        ("more colorful", "more saturated", "more vivid", "colorful", "vivid", "richer", "more vibrant", "less dull"),
        _COLOUR_NOUNS,
        ("dull", "pale", "colorless", "drab", "bland", "grey", "gray", "lifeless"),
    ),
    ("colourfulness", -1): Words(
        ("desaturate", "mute", "fade", "calm the colors of", "tone down the colors of"),
        ("less colorful", "less saturated", "more muted", "less vivid", "paler", "more neutral", "faded"),
        _COLOUR_NOUNS,
        words("colorful|saturated|garish|gaudy|oversaturated|strong in color|loud|intense|neon"),
    ),
    ("vibrance", 1): Words((), ("vibrant",), ("vibrance", "vibrancy", "vividness"), ()),
    ("vibrance", -1): Words((), ("less vibrant",), ("vibrance", "vibrancy", "vividness"), ("vibrant",)),
}
# what is said of a noun in the plural that is a part of the tones
PART_UP: Final = ("lift", "raise", "open up", "brighten", "lighten", "boost", "bring up", "pull up", "recover")
PART_DOWN: Final = ("deepen", "darken", "lower", "bring down", "pull down", "tame", "tone down", "recover", "crush")
NOUN_UP: Final = words("increase|raise|boost|add|turn up|bump up|push|up|enhance|improve|bring up")
NOUN_DOWN: Final = ("decrease", "reduce", "lower", "turn down", "bring down", "take down", "cut", "drop", "pull back")
REMOVE: Final = words("remove|get rid of|take out|eliminate|take away|lose|fix|correct|neutralize|kill")
SHARED_UP: Final = words("increase|more|raise|boost|add|enhance|improve|add some|needs more|turn up")
SHARED_DOWN: Final = ("decrease", "reduce", "less", "lower", "turn down", "cut")
# what may share a verb: "increase brightness and contrast"
SHARED: Final = {
    "lightness": ("brightness", "light", "exposure"),
    "contrast": ("contrast",),
    "colourfulness": ("saturation", "color", "color intensity", "colours"),
    "vibrance": ("vibrance", "vibrancy"),
    "warmth": ("warmth",),
}
# said alone it is a wish for more
ALONE: Final = {
    "contrast": ("contrast", "contrast!", "some contrast"),
    "lightness": ("brightness", "light!", "more light", "let there be light", "let some light in"),
    "colourfulness": ("color", "colours!", "saturation"),
    "warmth": ("warmth", "warm tones", "warm glow"),
}
# of one colour: what it becomes, and what is done to it
HUE_BETTER: Final = {
    ("hue_colourfulness", 1): words(
        "richer|more vivid|more saturated|stronger|more intense|deeper in color|really vivid"
    ),
    ("hue_colourfulness", -1): words(
        "paler|less saturated|less vivid|more muted|weaker|less intense|calmer|pale|less strong"
    ),
    ("hue_lightness", 1): ("lighter", "brighter", "less dark"),
    ("hue_lightness", -1): ("darker", "deeper", "less bright"),
}
HUE_VERBS: Final = {
    ("hue_colourfulness", 1): words("saturate|boost|enhance|intensify|bring out|emphasize|punch up|strengthen|pump up"),
    ("hue_colourfulness", -1): words("desaturate|mute|tone down|reduce|fade|calm|calm down|take down|weaken"),
    ("hue_lightness", 1): ("lighten", "brighten", "brighten up", "lift"),
    ("hue_lightness", -1): ("darken", "dim", "deepen"),
}
HUE_COMPLAINTS: Final = {
    ("hue_colourfulness", 1): ("weak", "pale", "dull"),
    ("hue_colourfulness", -1): ("strong", "loud", "intense", "saturated"),
    ("hue_lightness", 1): ("dark",),
    ("hue_lightness", -1): ("bright", "light"),
}
# a colour over the whole picture -> what takes it away
CASTS: Final = {
    "yellow": (("warmth", -1, 1.0),),
    "orange": (("warmth", -1, 1.0),),
    "warm": (("warmth", -1, 1.0),),
    "golden": (("warmth", -1, 0.8),),
    "brown": (("warmth", -1, 0.8),),
    "blue": (("warmth", 1, 1.0),),
    "cold": (("warmth", 1, 1.0),),
    "cyan": (("warmth", 1, 0.7),),
    "green": (("tint", 1, 1.0),),
    "magenta": (("tint", -1, 1.0),),
    "pink": (("tint", -1, 1.0),),
    "purple": (("tint", -1, 1.0),),
    "red": (("tint", -1, 0.7), ("warmth", -1, 0.5)),
}
CAST_NOUNS: Final = ("cast", "tint", "tone", "hue", "color cast", "glow", "filter", "shade", "look")
# things -> the colours they have, the first one most
THINGS: Final = {
    "sky": ("blue", "aqua"),
    "skies": ("blue", "aqua"),
    "sea": ("aqua", "blue"),
    "ocean": ("blue", "aqua"),
    "water": ("blue", "aqua"),
    "lake": ("blue", "aqua"),
    "pool": ("aqua", "blue"),
    "grass": ("green", "yellow"),
    "trees": ("green", "yellow"),
    "leaves": ("green", "yellow"),
    "foliage": ("green", "yellow"),
    "lawn": ("green", "yellow"),
    "plants": ("green", "yellow"),
    "forest": ("green", "yellow"),
    "skin": ("orange", "red"),
    "skin tones": ("orange", "red"),
    "faces": ("orange", "red"),
    "sunset": ("orange", "red"),
    "sand": ("orange", "yellow"),
    "roses": ("red", "magenta"),
    "lips": ("red", "magenta"),
    "lavender": ("purple", "magenta"),
    "sunflowers": ("yellow", "orange"),
}
COLOUR_WORDS: Final = {
    "red": ("red", "reds", "red tones", "red color"),
    "orange": ("orange", "oranges", "orange tones", "orange color"),
    "yellow": ("yellow", "yellows", "yellow tones", "yellow color"),
    "green": ("green", "greens", "green tones", "green color"),
    "aqua": ("aqua", "aquas", "cyan", "cyans", "teal", "turquoise"),
    "blue": ("blue", "blues", "blue tones", "blue color"),
    "purple": ("purple", "purples", "violet", "violets"),
    "magenta": ("magenta", "magentas", "pink", "pinks", "fuchsia"),
}
MORE_OF: Final = {
    "red": "redder",
    "blue": "bluer",
    "green": "greener",
    "yellow": "yellower",
    "orange": "more orange",
    "purple": "more purple",
    "aqua": "more turquoise",
    "magenta": "pinker",
}
# vague wishes -> moves; an empty list is a plain improvement
VAGUE: Final[dict[str, tuple[tuple[str, int, float], ...]]] = {
    "make it pop": (("contrast", 1, 0.8), ("vibrance", 1, 0.9)),
    "make the colors pop": (("vibrance", 1, 1.2), ("contrast", 1, 0.5)),
    "give it some life": (("vibrance", 1, 0.9), ("lightness", 1, 0.5)),
    "give it more punch": (("contrast", 1, 1.0), ("vibrance", 1, 0.6)),
    "make it more dramatic": (("contrast", 1, 1.2), ("highlights", -1, 0.7)),
    "dehaze it": (("contrast", 1, 1.0), ("blacks", -1, 0.7), ("vibrance", 1, 0.5)),
    "clear up the haze": (("contrast", 1, 1.0), ("blacks", -1, 0.7), ("vibrance", 1, 0.5)),
    "make it clearer": (("contrast", 1, 0.7), ("lightness", 1, 0.5)),
    "make it look like morning": (("lightness", 1, 0.7), ("warmth", 1, 0.7)),
    "make it look like sunrise": (("warmth", 1, 1.0), ("tint", 1, 0.4)),
    "make it look like sunset": (("warmth", 1, 1.2), ("tint", 1, 0.5)),
    "make it look like evening": (("lightness", -1, 0.6), ("warmth", 1, 0.8)),
    "make it look like night": (("lightness", -1, 1.6), ("warmth", -1, 0.9)),
    "make it look like a sunny day": (("lightness", 1, 0.9), ("warmth", 1, 0.8), ("vibrance", 1, 0.6)),
    "make it look like a cloudy day": (("colourfulness", -1, 0.8), ("contrast", -1, 0.7), ("warmth", -1, 0.4)),
    "make it feel like winter": (("warmth", -1, 1.2), ("colourfulness", -1, 0.5)),
    "make it feel like summer": (("warmth", 1, 0.9), ("vibrance", 1, 0.8)),
    "make it gloomy": (("lightness", -1, 0.9), ("colourfulness", -1, 0.8)),
    "make it moody": (("lightness", -1, 0.8), ("contrast", 1, 0.6), ("colourfulness", -1, 0.6)),
    "make it dreamy": (("contrast", -1, 0.8), ("lightness", 1, 0.5)),
    "make it cozy": (("warmth", 1, 1.0),),
    "make it happier": (("lightness", 1, 0.7), ("warmth", 1, 0.5), ("vibrance", 1, 0.7)),
    "make it look fresh": (("lightness", 1, 0.6), ("vibrance", 1, 0.6), ("warmth", -1, 0.3)),
    "make the food look tastier": (("lightness", 1, 0.5), ("warmth", 1, 0.5), ("vibrance", 1, 0.8)),
    "make it look old": (("colourfulness", -1, 0.8), ("warmth", 1, 0.9), ("blacks", 1, 0.8)),
    "it was badly lit": (("lightness", 1, 1.2),),
    "i can hardly see anything": (("lightness", 1, 1.5),),
    "you can't see a thing, it's so dark": (("lightness", 1, 1.6),),
    "the flash failed": (("lightness", 1, 1.3),),
    "the flash was too strong": (("lightness", -1, 0.8), ("highlights", -1, 0.8)),
    "the sun was too strong": (("lightness", -1, 0.8), ("highlights", -1, 0.8)),
    "the lamps made it yellow": (("warmth", -1, 1.2),),
    "the tube lights made it green": (("tint", 1, 1.2),),
    "it was a grey day, make it friendlier": (("lightness", 1, 0.6), ("warmth", 1, 0.6), ("vibrance", 1, 0.6)),
    "make it sad": (("colourfulness", -1, 0.9), ("lightness", -1, 0.5), ("warmth", -1, 0.4)),
    "make it mysterious": (("lightness", -1, 0.9), ("contrast", 1, 0.5)),
    "bring out the details": (("shadows", 1, 0.8), ("contrast", 1, 0.5)),
    "make it look like a rainy day": (("colourfulness", -1, 0.9), ("lightness", -1, 0.5), ("warmth", -1, 0.5)),
    "make it look like spring": (("lightness", 1, 0.6), ("vibrance", 1, 0.8)),
    "make it look like autumn": (("warmth", 1, 1.0), ("vibrance", 1, 0.4)),
    "fix the lighting": (),
    "fix the colors": (),
    "fix the white balance": (),
    "fix the exposure": (),
    "color correct": (),
    "make it better": (),
    "make it look good": (),
    "improve it": (),
    "enhance it": (),
    "enhance the photo": (),
    "improve the quality": (),
    "make it look professional": (),
    "touch it up": (),
    "clean it up": (),
    "auto": (),
    "do your magic": (),
    "make it nicer": (),
    "retouch": (),
    "make it look natural": (),
    "adjust the levels": (),
    "photoshop it": (),
    "restore this old picture": (),
}
# wishes that cannot be met -> the word that the reasoning has for them
IMPOSSIBLE: Final[dict[str, tuple[str, ...]]] = {
    "removing": words(
        "remove the {thing}|take out the {thing}|get rid of the {thing}|erase the {thing}|can the {thing} be removed|"
        "photoshop out the {thing}|delete the {thing} {where}|cut out the {thing} {where}|remove the {thing} {where}|"
        "clear away the {thing}"
    ),
    "adding": words(
        "add a {thing}|put a {thing} {where}|insert a {thing} {where}|replace the {thing} with a {thing2}|"
        "swap the {thing} for a {thing2}|change the background to a {thing2}|change the background"
    ),
    "cropping": words(
        "crop it|crop out the {thing}|zoom in on the {thing}|crop to the {thing}|cut off the {where2}|make it square|"
        "resize it|trim the {where2}|zoom in"
    ),
    "blurring": words(
        "blur the background|blur the {thing}|make the background blurry|add some bokeh|add depth of field|"
        "make everything but the {thing} blurry|blur it"
    ),
    "sharpening": words(
        "sharpen it|make it sharper|sharpen the image|fix the focus|unblur it|add sharpness|increase the sharpness|"
        "make it less blurry|sharpen the {thing}"
    ),
    "noise": ("remove the noise", "reduce the grain", "denoise it", "make it less grainy", "get rid of the graininess"),
    "rotating": words("rotate it|straighten the horizon|flip it|turn it upright|mirror the picture|straighten it"),
    "text": words("add some text|write happy birthday on it|put my logo on it|remove the watermark|add a caption"),
}
OBJECTS: Final = words(
    "person|man|woman|guy|girl|boy|people|car|sign|wire|trash can|pole|dog|cat|bird|hand|shadow of the photographer|"
    "fence|bag|bottle|glare|chair|tree|phone|glasses|logo|date stamp|couple|kid|tourists|lamp|stain"
)
NEW_OBJECTS: Final = ("beach", "rainbow", "white wall", "mountain", "hat", "moustache", "castle", "blue car", "moon")
PLACES: Final = words(
    "on the left|on the right|in the back|behind her|behind us|in the corner|next to him|in the background|in front|"
    "at the bottom|in the middle|on the wall"
)
EDGES: Final = ("left side", "bottom", "top", "right side", "edges")

LITTLE: Final = words(
    "a little|a bit|slightly|a touch|a tad|just a little|a little bit|somewhat|subtly|ever so slightly|just a hair|"
    "a tiny bit|very slightly|just slightly|a shade|a notch|by a little|a small amount|marginally"
)
MUCH: Final = words(
    "a lot|much|way|significantly|greatly|considerably|dramatically|strongly|a great deal|heavily|drastically|far|"
    "so much|massively|extremely|quite a lot|by a lot|substantially|hugely"
)
LITTLE_OF: Final = words(
    "a little|a bit of|a touch of|a hint of|some slight|a little bit of|slightly more|a bit more|a tiny bit of"
)
MUCH_OF: Final = words("a lot of|lots of|much more|tons of|way more|a lot more|plenty of|far more|so much more")
PICTURES: Final = words(
    "it|the image|the photo|this|the picture|this photo|this picture|the whole image|the entire photo|my photo|"
    "everything|the shot|this pic|the pic|this image|the whole thing|the scene"
)
BEFORE: Final = words(
    "please|can you|could you please|can someone|i want to|i'd like you to|hi, please|could someone|just|"
    "would you mind to|pls|need to|hello! can you please|we need you to|try to|i would love if you could|"
    "could anyone|hey can u"
)
AFTER: Final = words(
    "please|thanks|pls|thank you|thanks!|thank you so much|if possible|plz|thx|if you can|, would be great|for me|"
    "overall|in general|please!!|cheers|many thanks"
)
STORIES: Final = words(
    "this was taken on our trip last year|it's for my mom|we want to print it|i took it with my phone|"
    "the weather was bad that day|it is for our website|this is my favourite shot of the day|"
    "it's from my sister's party|i need it for a card|our old camera was not great"
)
JOINERS: Final = words(" and |, | and also |. |, then | plus | & |, and |; | as well as | + |, also ")
