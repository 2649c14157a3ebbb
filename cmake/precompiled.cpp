// The program or library that precompiled headers belong to; see PinwheelTargets.cmake.

int main() { return 0; }
