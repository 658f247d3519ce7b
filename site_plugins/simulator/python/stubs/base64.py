"""Base 64, as far as PyYAML reads and writes bytes with it. Saves 11 kB."""

import binascii

decodebytes = binascii.a2b_base64
encodebytes = binascii.b2a_base64
