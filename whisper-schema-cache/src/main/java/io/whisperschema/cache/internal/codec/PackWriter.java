package io.whisperschema.cache.internal.codec;

import io.whisperschema.cache.MetadataValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessagePack.Code;

/** Writes MessagePack, each value in its shortest form. Not thread-safe. */
final class PackWriter implements MetadataValue.Cases<PackWriter> {
    /** Our type of extension for whole numbers beyond 64 bits: two's complement, most significant byte first. */
    static final int HUGE = 1;

    private final ByteSink sink;

    PackWriter(ByteSink sink) {
        this.sink = sink;
    }

    /** Begins a map. */
    PackWriter entries(int count) {
        counted(count, Code.FIXMAP_PREFIX, Code.MAP16);
        return this;
    }

    private void counted(int count, byte few, byte many) {
        if (count < 16) {
            sink.one(few | count);
        } else if (count < 1 << 16) {
            sink.one(many);
            sink.number(count, Short.BYTES);
        } else {
            sink.one(many + 1);
            sink.number(count, Integer.BYTES);
        }
    }

    @Override
    public PackWriter nothing() {
        sink.one(Code.NIL);
        return this;
    }

    @Override
    public PackWriter truth(boolean value) {
        sink.one(value ? Code.TRUE : Code.FALSE);
        return this;
    }

    @Override
    public PackWriter whole(long value) {
        if (value >= 0) {
            natural(value);
        } else {
            negative(value);
        }
        return this;
    }

    private void natural(long value) {
        if (value < 1 << 7) {
            sink.number(value, Byte.BYTES);
        } else if (value < 1 << 8) {
            number(Code.UINT8, value, Byte.BYTES);
        } else if (value < 1 << 16) {
            number(Code.UINT16, value, Short.BYTES);
        } else if (value < 1L << 32) {
            number(Code.UINT32, value, Integer.BYTES);
        } else {
            number(Code.UINT64, value, Long.BYTES);
        }
    }

    private void negative(long value) {
        if (value >= Code.NEGFIXINT_PREFIX) {
            sink.number(value, Byte.BYTES);
        } else if (value >= Byte.MIN_VALUE) {
            number(Code.INT8, value, Byte.BYTES);
        } else if (value >= Short.MIN_VALUE) {
            number(Code.INT16, value, Short.BYTES);
        } else if (value >= Integer.MIN_VALUE) {
            number(Code.INT32, value, Integer.BYTES);
        } else {
            number(Code.INT64, value, Long.BYTES);
        }
    }

    private void number(byte code, long value, int bytes) {
        sink.one(code);
        sink.number(value, bytes);
    }

    @Override
    public PackWriter huge(BigInteger value) {
        byte[] bytes = value.toByteArray();
        if (bytes.length == 16) {
            sink.one(Code.FIXEXT16);
        } else {
            boolean isShort = bytes.length < 1 << 8;
            number(isShort ? Code.EXT8 : Code.EXT16, bytes.length, isShort ? Byte.BYTES : Short.BYTES);
        }
        sink.one(HUGE);
        sink.all(bytes);
        return this;
    }

    @Override
    public PackWriter real(double value) {
        number(Code.FLOAT64, Double.doubleToLongBits(value), Long.BYTES);
        return this;
    }

    @Override
    public PackWriter text(String value) {
        return text(value, Unicode.bytes(value));
    }

    /** A text that has so many bytes. */
    PackWriter text(String value, int length) {
        if (length < 32) {
            sink.one(Code.FIXSTR_PREFIX | length);
        } else if (length < 1 << 8) {
            number(Code.STR8, length, Byte.BYTES);
        } else if (length < 1 << 16) {
            number(Code.STR16, length, Short.BYTES);
        } else {
            number(Code.STR32, length, Integer.BYTES);
        }
        sink.utf8(value, length);
        return this;
    }

    @Override
    public PackWriter items(List<MetadataValue> values) {
        counted(values.size(), Code.FIXARRAY_PREFIX, Code.ARRAY16);
        for (MetadataValue value : values) {
            value.match(this);
        }
        return this;
    }

    /** A map of texts. */
    PackWriter texts(Map<String, String> values) {
        entries(values.size());
        values.forEach((name, value) -> text(name).text(value));
        return this;
    }

    @Override
    public PackWriter members(Map<String, MetadataValue> values) {
        entries(values.size());
        values.forEach((name, value) -> value.match(UsualNames.write(name, sink) ? this : text(name)));
        return this;
    }
}
