package io.whisperschema.diff;

import static io.whisperschema.diff.CatalogEquivalence.BRING_BOTH;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.diff.Adoption.Tolerance;
import io.whisperschema.diff.LogicalType.Family;
import io.whisperschema.diff.LogicalType.Limit;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.document.ExpressionWords;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** How two columns of one name differ logically, but for what a definition means to differ. */
final class ColumnEquivalence {
    private final LogicalTable expected;
    private final CatalogColumn left;
    private final LogicalTable found;
    private final CatalogColumn right;
    private final Adoption adoption;
    private final LogicalType leftType;
    private final LogicalType rightType;
    private final List<Finding> findings = new ArrayList<>();

    ColumnEquivalence(
            LogicalTable expected, CatalogColumn left, LogicalTable found, CatalogColumn right, Adoption adoption) {
        this.expected = expected;
        this.left = left;
        this.found = found;
        this.right = right;
        this.adoption = adoption;
        this.leftType = expected.type(left);
        this.rightType = found.type(right);
    }

    List<Finding> findings() {
        unlessMeant((one, meant) -> one.type().text().equals(meant.type().text()), this::type);
        unlessMeant((one, meant) -> one.nullable() == meant.nullable(), this::nullability);
        unlessMeant(ColumnEquivalence::hasTheDefault, this::defaultValue);
        unlessMeant((one, meant) -> one.identity() == meant.identity(), this::identity);
        unlessMeant(ColumnEquivalence::isComputedAs, this::computation);
        unlessMeant((one, meant) -> one.collation().equals(meant.collation()), this::collation);
        return findings;
    }

    private void unlessMeant(BiPredicate<CatalogColumn, CatalogColumn> same, Runnable comparison) {
        if (!(isMeant(expected, left, same) && isMeant(found, right, same))) {
            comparison.run();
        }
    }

    private static boolean isMeant(
            LogicalTable table, CatalogColumn column, BiPredicate<CatalogColumn, CatalogColumn> same) {
        return table.meant(column).filter(meant -> same.test(column, meant)).isPresent();
    }

    private static boolean hasTheDefault(CatalogColumn one, CatalogColumn meant) {
        return ExpressionComparison.compare(one.defaultValue(), meant.defaultValue()) == Verdict.EQUAL;
    }

    private static boolean isComputedAs(CatalogColumn one, CatalogColumn meant) {
        return ExpressionComparison.compare(
                        one.generated().map(Generated::expression),
                        meant.generated().map(Generated::expression))
                == Verdict.EQUAL;
    }

    private void type() {
        if (leftType.family() == Family.UNKNOWN || rightType.family() == Family.UNKNOWN) {
            unknownType();
        } else if (isKeptAsText(expected, leftType, rightType) || isKeptAsText(found, rightType, leftType)) {
            typeNotice("SQLite keeps such values as text.");
        } else if (leftType.family() != rightType.family() || !sameDigits()) {
            add(Finding::error, text(left.type()), text(right.type()), BRING_BOTH);
        } else if (leftType.limit() != rightType.limit() || isOtherLength()) {
            limits();
        } else if (!leftType.exactly().equals(rightType.exactly())) {
            typeNotice("Both hold the same values, but keep or compare them in their own way.");
        }
    }

    private void unknownType() {
        boolean same =
                expected.dialect().equals(found.dialect()) && text(left.type()).equals(text(right.type()));
        if (!same) {
            add(
                    Finding::warning,
                    text(left.type()),
                    text(right.type()),
                    "We cannot tell whether these types hold the same values; compare them by eye.");
        }
    }

    private static boolean isKeptAsText(LogicalTable table, LogicalType here, LogicalType there) {
        return table.dialect().equals(DialectName.SQLITE) && here.family() == Family.TEXT && there.isTextOnSqlite();
    }

    private boolean sameDigits() {
        return leftType.family() != Family.DECIMAL || leftType.exactly().equals(rightType.exactly());
    }

    private boolean isOtherLength() {
        return leftType.limit() == Limit.LENGTH
                && expected.dialect().equals(found.dialect())
                && !text(left.type()).equals(text(right.type()));
    }

    private void typeNotice(String remedy) {
        add(Finding::notice, text(left.type()), text(right.type()), remedy);
    }

    /** SQLite's types of whole numbers hold 64 bits, and its texts have no length, whatever is declared. */
    private void limits() {
        boolean narrowerLeft = leftType.limit() != Limit.NONE;
        LogicalType narrower = narrowerLeft ? leftType : rightType;
        DialectName dialect = narrowerLeft ? expected.dialect() : found.dialect();
        if (dialect.equals(DialectName.SQLITE)) {
            return;
        }
        boolean tolerated = isTolerated(narrower);
        add(
                tolerated ? Finding::notice : Finding::warning,
                text(left.type()),
                text(right.type()),
                "One of them cannot hold " + narrower.limit().words()
                        + (tolerated ? "; tolerated by name." : ", so a move may be refused; " + BRING_BOTH));
    }

    private boolean isTolerated(LogicalType type) {
        return switch (type.limit()) {
            case NONE -> true;
            case LENGTH -> adoption.tolerances().contains(Tolerance.TEXT_OF_LIMITED_LENGTH);
            case NO_ZONE -> adoption.timestamps().isPresent();
            case BITS_32 -> type.isRealOf32Bits() && adoption.tolerances().contains(Tolerance.REAL_OF_32_BITS);
            case BITS_16 -> false;
        };
    }

    /** SQLite lets a key be null where nobody forbade it; PostgreSQL never does. */
    private void nullability() {
        if (left.nullable() == right.nullable()) {
            return;
        }
        boolean key = isKey(expected) || isKey(found);
        add(
                key ? Finding::notice : Finding::error,
                nullable(left),
                nullable(right),
                key ? "SQLite alone takes a key without a value; a move refuses such rows." : BRING_BOTH);
    }

    private boolean isKey(LogicalTable table) {
        return table.key().orElse(List.of()).contains(left.name());
    }

    private static String nullable(CatalogColumn column) {
        return column.nullable() ? "may be null" : "not null";
    }

    private void defaultValue() {
        Optional<Expression> one = left.defaultValue();
        Optional<Expression> other = right.defaultValue();
        if ((one.isEmpty() && other.isEmpty()) || bothAre(one, other)) {
            return;
        }
        boolean inWords = one.filter(Expression.Raw.class::isInstance).isPresent()
                || other.filter(Expression.Raw.class::isInstance).isPresent();
        if (one.isPresent() && other.isPresent() && inWords) {
            add(
                    Finding::warning,
                    words(one),
                    words(other),
                    "We cannot tell whether these defaults are the same; compare them by eye.");
        } else {
            add(Finding::error, words(one), words(other), BRING_BOTH);
        }
    }

    private boolean bothAre(Optional<Expression> one, Optional<Expression> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        boolean words = one.get() instanceof Expression.Raw || other.get() instanceof Expression.Raw;
        if (words) {
            return expected.dialect().equals(found.dialect())
                    && ExpressionComparison.compare(one, other) == Verdict.EQUAL;
        }
        Family family = leftType.family() == Family.TEXT ? rightType.family() : leftType.family();
        return new ConstantComparison(family, zone()).same(one.get(), other.get());
    }

    private ZoneId zone() {
        return adoption.timestamps().map(Adoption.ZonelessTimestamps::zone).orElse(ZoneOffset.UTC);
    }

    private static String words(Optional<Expression> value) {
        return value.map(one -> "default " + ExpressionWords.of(one)).orElse("no default");
    }

    private void identity() {
        boolean one = left.identity() != Identity.NONE;
        boolean other = right.identity() != Identity.NONE;
        if (one == other) {
            return;
        }
        boolean itself = numbersItself(expected, left) || numbersItself(found, right);
        add(
                itself ? Finding::notice : Finding::error,
                numbered(left),
                numbered(right),
                itself
                        ? "SQLite numbers such a key by itself, though it may use a number twice."
                        : "One store numbers new rows, the other wants to be told. " + BRING_BOTH);
    }

    private boolean numbersItself(LogicalTable table, CatalogColumn column) {
        return column.identity() == Identity.NONE
                && table.dialect().equals(DialectName.SQLITE)
                && column.type().text().equals("INTEGER")
                && table.key().equals(Optional.of(List.of(column.name())));
    }

    private static String numbered(CatalogColumn column) {
        return column.identity() == Identity.NONE ? "not numbered" : "numbered";
    }

    private void computation() {
        Optional<Expression> one = left.generated().map(Generated::expression);
        Optional<Expression> other = right.generated().map(Generated::expression);
        if (one.isPresent() != other.isPresent()) {
            add(Finding::error, computed(one), computed(other), BRING_BOTH);
        } else if (ExpressionComparison.compare(one, other) != Verdict.EQUAL) {
            add(
                    ExpressionComparison.compare(one, other) == Verdict.DIFFERENT ? Finding::error : Finding::warning,
                    computed(one),
                    computed(other),
                    "Compare by eye whether they compute the same. " + BRING_BOTH);
        }
    }

    private static String computed(Optional<Expression> expression) {
        return expression.map(one -> "computed as " + ExpressionWords.of(one)).orElse("not computed");
    }

    private void collation() {
        boolean same = left.collation().equals(right.collation())
                && (left.collation().isEmpty() || expected.dialect().equals(found.dialect()));
        if (!same) {
            add(
                    Finding::warning,
                    collation(left),
                    collation(right),
                    "Texts may sort otherwise, and be equal otherwise, in each. If that is meant, say so with collate(…).");
        }
    }

    private static String collation(CatalogColumn column) {
        return column.collation().map(name -> "collation " + name).orElse("the usual collation");
    }

    private static String text(NativeType type) {
        return type.text();
    }

    private void add(CatalogEquivalence.Made severity, String expects, String finds, String remedy) {
        findings.add(severity.of(
                "table " + expected.table().name() + ", column " + left.name(),
                expected.in(expects),
                found.in(finds),
                remedy));
    }
}
