// Which sanitizer this is built with: ROOMSIGN_SANITIZED with either, and the one's own name.
#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ROOMSIGN_ADDRESS_SANITIZER
#elif __has_feature(thread_sanitizer)
#define ROOMSIGN_THREAD_SANITIZER
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ROOMSIGN_ADDRESS_SANITIZER
#elif defined(__SANITIZE_THREAD__)
#define ROOMSIGN_THREAD_SANITIZER
#endif

#if defined(ROOMSIGN_ADDRESS_SANITIZER) || defined(ROOMSIGN_THREAD_SANITIZER)
#define ROOMSIGN_SANITIZED
#endif
