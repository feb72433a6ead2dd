// Counts the pieces of memory that C++ asks for, in a program that links allocations.cpp.
#pragma once

namespace roomsign::bench {

long allocations();  // so far, of all threads

}  // namespace roomsign::bench
