package io.whisperschema.cache;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.Catalog;
import io.whisperschema.diff.CacheChange;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.error.StepFailed;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Runs a step that rewrites entries, as migrations do, and keeps what it noted. */
public final class RewriteRun implements Execution {
    private final List<CodeStep<?>> code;
    private final LongConsumer progress;
    private final List<Finding> noted = new ArrayList<>();

    private RewriteRun(List<CodeStep<?>> code, LongConsumer progress) {
        this.code = code;
        this.progress = progress;
    }

    static RewriteRun with(CodeStep<?>... code) {
        return new RewriteRun(List.of(code), done -> {});
    }

    public static RewriteRun watchedBy(LongConsumer progress) {
        return new RewriteRun(List.of(), progress);
    }

    static Step plan(EntryRecipe recipe) {
        var nothing = new CacheCatalog(List.of());
        var change = new CacheChange.RewriteEntries(recipe);
        return CacheWork.planned("cache", new Diff(nothing, nothing, List.of(change), List.of()))
                .get(0);
    }

    RewriteRun on(Entries entries, EntryRecipe recipe) {
        new CacheWork(entries).execute(List.of(plan(recipe)), this);
        return this;
    }

    public void on(CacheStore store, EntryRecipe recipe) {
        store.execute(List.of(plan(recipe)), this);
    }

    List<Finding> noted() {
        return noted;
    }

    @Override
    public ExecuteOptions options() {
        return ExecuteOptions.cautious();
    }

    @Override
    public void requireBasis(Catalog now) {}

    @Override
    public void starting(Step step) {}

    @Override
    public void progressed(Step step, long done, long of) {
        progress.accept(done);
    }

    @Override
    public void noted(Step step, Finding finding) {
        noted.add(finding);
    }

    @Override
    public void finished(Step step) {}

    @Override
    public StepFailed failure(Step step, String driverSaid, Throwable cause, Aftermath aftermath) {
        return new StepFailed(step.store(), step.id(), 0, driverSaid, Optional.of(cause));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <C> CodeStep<C> code(String name, String version, Class<C> context) {
        return (CodeStep<C>) code.stream()
                .filter(each -> each.name().equals(name) && each.context().equals(context))
                .findFirst()
                .orElseThrow();
    }
}
