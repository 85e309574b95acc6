#include "pipeline/compose/compose_transitions.h"

#include <algorithm>
#include <array>

// The expressions of xfade: P falls from 1 to 0, A and B are the values of the pixel in the first and the second
// picture, a0(x,y) to b3(x,y) those at another place, by plane. They use no st() and ld(): FFmpeg keeps those variables
// once for all threads of a filter.

// The value at another place, in the plane that is made.
#define VOD_AT(picture, x, y)                                                                                        \
  "if(eq(PLANE,0)," picture "0(" x "," y "),if(eq(PLANE,1)," picture "1(" x "," y "),if(eq(PLANE,2)," picture "2(" x \
  "," y ")," picture "3(" x "," y "))))"
#define VOD_FIRST_AT(x, y) VOD_AT("a", x, y)
#define VOD_SECOND_AT(x, y) VOD_AT("b", x, y)
// How far Swirl turns a pixel.
#define VOD_SWIRL "8*PI*pow(max(0,1-hypot(X/W-0.5,Y/H-0.5)),2)*(1-2*abs(P-0.5))"
#define VOD_SWIRL_X "W/2+(X-W/2)*cos(" VOD_SWIRL ")-(Y-H/2)*sin(" VOD_SWIRL ")"
#define VOD_SWIRL_Y "H/2+(X-W/2)*sin(" VOD_SWIRL ")+(Y-H/2)*cos(" VOD_SWIRL ")"
// Both places mixed as far as the transition is.
#define VOD_MIX(first, second) "(" first ")*P+(" second ")*(1-P)"

namespace vod {
namespace {

using enum TransitionMatch;

constexpr auto rows = std::to_array<TransitionRow>({
    {"ImageFadeInFadeOut", "fade", "", same, "the pictures fade into each other"},
    {"AudioFadeInFadeOut", "", "", same, "the first sound falls while the second rises, both in a straight line"},
    {"BowTieHorizontal", "custom", "if(lt(abs(Y/H-0.5)-abs(X/W-0.5),0.5-P),B,A)", close,
     "a bow tie grows from the left and the right edge"},
    {"BowTieVertical", "custom", "if(lt(abs(X/W-0.5)-abs(Y/H-0.5),0.5-P),B,A)", close,
     "a bow tie grows from the upper and the lower edge"},
    {"ButterflyWaveScrawler", "custom",
     VOD_MIX(VOD_FIRST_AT("X+W*0.06*(1-P)*sin(Y/H*20+X/W*9)", "Y+H*0.06*(1-P)*cos(X/W*20)"),
             VOD_SECOND_AT("X+W*0.06*P*sin(Y/H*20+X/W*9)", "Y+H*0.06*P*cos(X/W*20)")),
     close, "both pictures waver while they fade into each other"},
    {"Cannabisleaf", "custom",
     "if(lt(hypot((X/W-0.5)/(10*pow(1.001-P,3.5)),(0.5-Y/H)/(10*pow(1.001-P,3.5))+0.35),"
     "0.18*(1+sin(atan2((0.5-Y/H)/(10*pow(1.001-P,3.5))+0.35,(X/W-0.5)/(10*pow(1.001-P,3.5)))))"
     "*(1+0.9*cos(8*atan2((0.5-Y/H)/(10*pow(1.001-P,3.5))+0.35,(X/W-0.5)/(10*pow(1.001-P,3.5)))))"
     "*(1+0.1*cos(24*atan2((0.5-Y/H)/(10*pow(1.001-P,3.5))+0.35,(X/W-0.5)/(10*pow(1.001-P,3.5)))))),B,A)",
     close, "the second picture shows in a leaf that grows from the middle"},
    {"Circle", "custom", "if(lt(hypot(X-W/2,Y-H/2),(1-P)*hypot(W,H)/2),B,A)", close,
     "a circle with a hard edge grows from the middle"},
    {"CircleCrop", "circlecrop", "", same, "a circle closes to black and opens again"},
    {"Circleopen", "circleopen", "", same, "a circle with a soft edge grows from the middle"},
    {"Crosswarp", "custom",
     "(" VOD_FIRST_AT(
         "(X-W/2)*(1-pow(clip(1-2*P+X/W,0,1),2)*(3-2*clip(1-2*P+X/W,0,1)))+W/2",
         "(Y-H/2)*(1-pow(clip(1-2*P+X/W,0,1),2)*(3-2*clip(1-2*P+X/W,0,1)))+H/2") ")"
                                                                                 "*(1-pow(clip(1-2*P+X/"
                                                                                 "W,0,1),2)*(3-2*clip(1-2*P+X/W,0,1)))+"
                                                                                 "(" VOD_SECOND_AT(
                                                                                     "(X-W/2)*pow(clip(1-2*P+X/"
                                                                                     "W,0,1),2)*(3-2*clip(1-2*P+X/"
                                                                                     "W,0,1))+W/2",
                                                                                     "(Y-H/2)*pow(clip(1-2*P+X/"
                                                                                     "W,0,1),2)*(3-2*clip(1-2*P+X/"
                                                                                     "W,0,1))+H/2") ")"
                                                                                                    "*pow(clip(1-2*P+X/"
                                                                                                    "W,0,1),2)*(3-2*"
                                                                                                    "clip(1-2*P+X/"
                                                                                                    "W,0,1))",
     same, "the first picture is drawn apart and the second together, from the right to the left"},
    {"Cube", "custom", "if(lt(X,W*P)," VOD_FIRST_AT("X/P", "Y") "," VOD_SECOND_AT("(X-W*P)/(1.001-P)", "Y") ")", close,
     "a cube turns to the left, without perspective"},
    {"DoomScreenTransition", "custom",
     "if(lt(Y,H*(1-P)*(1+2*abs(sin(floor(X/W*30)*12.9898)))),B," VOD_FIRST_AT(
         "X", "Y-H*(1-P)*(1+2*abs(sin(floor(X/W*30)*12.9898)))") ")",
     close, "the first picture melts down in thirty bars of different speeds"},
    {"Doorway", "custom",
     "if(lt(X,W*P/2)," VOD_FIRST_AT("X+W*(1-P)/2", "Y") ",if(gt(X,W*(1-P/2))," VOD_FIRST_AT("X-W*(1-P)/2", "Y") ",B))",
     close, "the first picture opens like a sliding door"},
    {"Dreamy", "custom",
     VOD_MIX(VOD_FIRST_AT("X", "Y+H*0.03*(1-P)*cos(10*(1-P+X/W))"),
             VOD_SECOND_AT("X", "Y+H*0.03*P*cos(10*(P+X/W)+3.14)")),
     same, "both pictures wave up and down while they fade into each other"},
    {"DreamyZoom", "custom",
     VOD_MIX(VOD_FIRST_AT("W/2+((X-W/2)*cos((1-P)*0.2)-(Y-H/2)*sin((1-P)*0.2))/(1+0.4*(1-P))",
                          "H/2+((X-W/2)*sin((1-P)*0.2)+(Y-H/2)*cos((1-P)*0.2))/(1+0.4*(1-P))"),
             VOD_SECOND_AT("W/2+((X-W/2)*cos(P*0.2)+(Y-H/2)*sin(P*0.2))/(1+0.4*P)",
                           "H/2+((Y-H/2)*cos(P*0.2)-(X-W/2)*sin(P*0.2))/(1+0.4*P)")),
     close, "the first picture turns and grows, the second comes to rest, while they fade into each other"},
    {"FilmBurn", "fadewhite", "", nearest, "a flash of white between the pictures"},
    {"GlitchMemories", "custom",
     VOD_MIX(VOD_FIRST_AT("X+W*0.2*P*(1-P)*(1+PLANE)*sin(floor(Y/H*16)*12.9898+floor(X/W*16)*78.233)", "Y"),
             VOD_SECOND_AT("X-W*0.2*P*(1-P)*(1+PLANE)*sin(floor(Y/H*16)*12.9898+floor(X/W*16)*78.233)", "Y")),
     close, "blocks slip aside, colour by colour, while the pictures fade into each other"},
    {"Heart", "custom",
     "if(lt(pow(pow((X/W-0.5)/(1.6*(1.001-P)),2)+pow((0.6-Y/H)/(1.6*(1.001-P)),2)-0.3,3),"
     "pow((X/W-0.5)/(1.6*(1.001-P)),2)*pow((0.6-Y/H)/(1.6*(1.001-P)),3)),B,A)",
     same, "the second picture shows in a heart that grows"},
    {"InvertedPageCurl", "diagbr", "", nearest, "a soft edge runs over the picture from corner to corner"},
    {"Luma", "custom", "if(lte(b0(X,Y)/255,1-P),B,A)", close, "the second picture comes through, its dark parts first"},
    {"Mosaic", "pixelize", "", nearest, "the pictures turn into large squares and back"},
    {"Pinwheel", "custom", "if(gt(1-P,mod(atan2(0.5-Y/H,X/W-0.5)+PI+2*(1-P),PI/4)),B,A)", same,
     "eight blades turn and grow"},
    {"PolarFunction", "custom", "if(gt(hypot(X/W-0.5,Y/H-0.5),(1-P)*(cos(5*(atan2(0.5-Y/H,X/W-0.5)-PI/2))+4)/4),A,B)",
     same, "a flower of five petals grows from the middle"},
    {"PolkaDotsCurtain", "custom",
     "if(lt(hypot(mod(X/W*20,1)-0.5,mod(Y/H*20,1)-0.5),(1-P)/(0.001+hypot(X/W,1-Y/H))),B,A)", same,
     "dots grow, from the lower left corner on"},
    {"Radial", "radial", "", same, "a hand of a clock wipes the first picture away"},
    {"RotateScaleFade", "custom",
     VOD_MIX(VOD_FIRST_AT("W/2+((X-W/2)*cos(2*PI*(1-P))-(Y-H/2)*sin(2*PI*(1-P)))/(1+14*(0.5-abs(P-0.5)))",
                          "H/2+((X-W/2)*sin(2*PI*(1-P))+(Y-H/2)*cos(2*PI*(1-P)))/(1+14*(0.5-abs(P-0.5)))"),
             VOD_SECOND_AT("W/2+((X-W/2)*cos(2*PI*(1-P))-(Y-H/2)*sin(2*PI*(1-P)))/(1+14*(0.5-abs(P-0.5)))",
                           "H/2+((X-W/2)*sin(2*PI*(1-P))+(Y-H/2)*cos(2*PI*(1-P)))/(1+14*(0.5-abs(P-0.5)))")),
     same, "the picture turns once around, grows and shrinks, while it fades into the other"},
    {"Squeeze", "squeezeh", "", close, "the first picture is squeezed to a line in the middle"},
    {"Swap", "slideleft", "", nearest, "the second picture pushes the first out to the left"},
    {"Swirl", "custom", VOD_MIX(VOD_FIRST_AT(VOD_SWIRL_X, VOD_SWIRL_Y), VOD_SECOND_AT(VOD_SWIRL_X, VOD_SWIRL_Y)), same,
     "both pictures are stirred around the middle"},
    {"UndulatingBurnOutSwirl", "custom",
     "if(lt(hypot(X-W/2,Y-H/2)/(hypot(W,H)/2)*1.2,(1-P)*1.3+0.08*sin(10*atan2(Y-H/2,X-W/2)+12*(1-P))*"
     "min(1,4*(1-P))-0.08*P),B,A)",
     close, "a hole with an undulating edge burns outwards from the middle"},
    {"Windowblinds", "custom", "if(lt(mod(Y/H*10,1),1-P),B,A)", close, "ten blinds open downwards"},
    {"WipeDown", "wipedown", "", same, "an edge runs down"},
    {"WipeLeft", "wipeleft", "", same, "an edge runs to the left"},
    {"WipeRight", "wiperight", "", same, "an edge runs to the right"},
    {"WipeUp", "wipeup", "", same, "an edge runs up"},
    {"ZoomInCircles", "zoomin", "", nearest, "the first picture grows, then fades into the second"},
});

}  // namespace

std::string_view name_of(TransitionMatch match) {
  switch (match) {
    case same:
      return "same";
    case close:
      return "close";
    case nearest:
      break;
  }
  return "nearest";
}

std::span<const TransitionRow> transition_rows() { return rows; }

const TransitionRow* find_transition(std::string_view wire_name) {
  const auto found = std::ranges::find(rows, wire_name, &TransitionRow::name);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace vod
