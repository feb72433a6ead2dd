// A picture under everything, under a scrim: a layer of the theme's ground over it, as strong as it
// takes for all text to be read.
#pragma once

#include "render/image.hpp"
#include "render/theme.hpp"

namespace roomsign::render {

// Gives the theme this background. The scrim is at least `scrim` (0..1), and stronger where a
// colour of the theme would have less contrast than contrast_faults() asks for on the worst pixel
// there could be, in any size: one with the most, or the least, of each channel that any pixel has.
// What is faint is written in the second colour, so that the picture need not be darker for small
// print; lines are nearer to it, so that they are seen on bright spots.
void set_background(Theme& theme, const Image& image, double scrim);

}  // namespace roomsign::render
