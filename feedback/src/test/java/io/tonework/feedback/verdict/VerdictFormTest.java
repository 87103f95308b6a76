package io.tonework.feedback.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.Verdict;
import io.tonework.service.binding.StrictJson;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.testkit.StrangeJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictFormTest {
  @Test
  void shouldReadEverythingWhenFormIsValid() {
    // When
    VerdictForm form =
        parse(
            "{'verdict':'rejected','reasons':['too_warm','too_dark','too_warm'],"
                + "'edit':{'Exposure2012':{'value':12}},'user':' ann '}");
    // Then
    assertThat(form)
        .isEqualTo(
            new VerdictForm(
                Verdict.REJECTED,
                List.of(FeedbackReason.TOO_DARK, FeedbackReason.TOO_WARM),
                Sliders.of(Map.of(Slider.EXPOSURE, 12.0)),
                "ann"));
  }

  @Test
  void shouldBeSameContentWhenOrderAndNamesDiffer() {
    // Given
    VerdictForm one =
        parse("{'reasons':['too_warm','too_dark'],'verdict':'rejected','sliders':{'Vibrance':4}}");
    VerdictForm other =
        parse(
            "{'verdict':'rejected','edit':{'Vibrance':4.0,'Saturation':0},"
                + "'reasons':['too_dark','too_warm'],'user':null}");
    // Then
    assertThat(one.contentJson()).isEqualTo(other.contentJson());
    assertThat(one.contentJson()).isNotEqualTo(parse("{'verdict':'rejected'}").contentJson());
  }

  @Test
  void shouldTakeEditAloneWhenThereIsNoVerdict() {
    assertThat(parse("{'edit':{'Vibrance':4}}").verdict()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                          | verdict             | accepted or rejected",
        "{'verdict':'maybe'}                         | verdict             | accepted, rejected",
        "{'verdict':true}                            | verdict             | accepted, rejected",
        "{'reasons':['too_warm']}                    | verdict             | required",
        "{'verdict':'rejected','reasons':'too_warm'} | reasons             | array",
        "{'verdict':'rejected','reasons':['ugly']}   | reasons[0]          | too_dark, too_bright",
        "{'verdict':'rejected','reasons':[7]}        | reasons[0]          | too_dark, too_bright",
        "{'verdict':'rejected','reasons':['too_warm','too_cool']} | reasons[1] | contradicts",
        "{'edit':{'Exposure':3}}                     | edit.Exposure       | Exposure2012",
        "{'sliders':{'Exposure2012':300}}            | sliders.Exposure2012 | -100 to 100",
        "{'edit':[1]}                                | edit                | object",
        "{'edit':{'Vibrance':1},'sliders':{'Vibrance':1}} | sliders        | another name",
        "{'verdict':'accepted','user':''}            | user                | blank",
        "{'verdict':'accepted','user':5}             | user                | text",
        "{'verdict':'accepted','stars':5}            | stars               | unknown field",
      })
  void shouldNameFieldWhenItIsWrong(String json, String field, String words) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              Problem problem = e.problem();
              assertThat(problem.status()).isEqualTo(422);
              assertThat(problem.field()).isEqualTo(field);
              assertThat(problem.detail()).contains(words);
            });
  }

  private static VerdictForm parse(String json) {
    return VerdictForm.parse(StrictJson.tree("", json.replace('\'', '"')));
  }

  @Test
  void shouldTakeOrRefuseEveryBodyByAProblemThatNamesAFieldAndIsShort() {
    // Given
    String sound =
        """
        {"verdict": "rejected", "reasons": ["too_warm", "too_dark"], "edit": {"Exposure2012": 12},
         "user": "anna"}
        """;
    int taken = 0;

    // When
    for (byte[] body : new StrangeJson(sound, 17).documents(2_000).toList()) {
      try {
        VerdictForm _ = VerdictForm.parse(StrictJson.object(body));
        taken++;
      } catch (ProblemException e) {
        // Then
        assertThat(e.problem().status()).isIn(400, 422);
        assertThat(e.problem().field()).isNotEmpty();
        String written = ContractsJson.write(e.problem());
        assertThat(StrangeJson.marks(written)).isLessThanOrEqualTo(200);
        assertThat(written).hasSizeLessThan(2_500);
      }
    }
    assertThat(taken).isBetween(50, 1_500);
  }
}
