# R survey's answers to requests.json, written to expected.json: Rscript make-expected.R (R 4.2.2, survey 4.1-1, jsonlite).
suppressPackageStartupMessages({ library(survey); library(jsonlite) })

by_levels <- function(x) { u <- unique(x[!is.na(x)]); n <- suppressWarnings(as.numeric(u)); u[if (anyNA(n)) order(u, method = "radix") else order(n)] }
domains <- function(d, by) {                                   # one logical vector for each combination that occurs
  if (length(by) == 0) return(list(list(by = list(), rows = rep(TRUE, nrow(d)))))
  grid <- rev(expand.grid(rev(lapply(d[by], by_levels)), stringsAsFactors = FALSE)); names(grid) <- by
  all <- lapply(seq_len(nrow(grid)), function(i) list(by = as.list(grid[i, , drop = FALSE]),
    rows = Reduce(`&`, lapply(by, function(v) !is.na(d[[v]]) & d[[v]] == grid[i, v]))))
  Filter(function(x) any(x$rows), all)
}
answer <- function(q) {
  text <- unique(c(unlist(q$design[c("strata", "psu")]), unlist(lapply(q$estimates, function(e) c(e$by, e[["variable"]]))), unlist(strsplit(as.character(names(q$calibrate$margins)), "|", fixed = TRUE))))
  d <- read.csv(q$data, na.strings = c("", "NA"), colClasses = setNames(rep("character", length(text)), text))
  options(survey.lonely.psu = if (is.null(q$design$lonelyPsu)) "fail" else q$design$lonelyPsu)
  f <- function(names) if (length(names)) as.formula(paste("~", paste(names, collapse = "+")))
  stages <- max(1, length(q$design$fpc))                         # R wants population sizes for every stage named
  ids <- if (length(q$design$psu)) f(head(unlist(q$design$psu), if (length(q$design$fpc)) stages else 9)) else ~1
  call <- list(ids = ids, strata = f(q$design$strata), fpc = f(q$design$fpc), weights = f(q$design$weights), nest = isTRUE(q$design$nest), data = d)
  if (is.null(call$weights) && is.null(call$fpc)) call$weights <- ~rep(1, nrow(d))
  s <- do.call(svydesign, call[!sapply(call, is.null)])
  r <- q$replicates; rep <- !is.null(r)
  if (rep) { mse <- identical(r$centre, "estimate")
    s <- if (r$type == "given") svrepdesign(variables = d, weights = d[[q$design$weights]], repweights = as.matrix(d[unlist(r$columns)]), type = "other", scale = r$scale, rscales = unlist(r$rscales), combined.weights = TRUE, mse = mse)
      else if (r$type == "bootstrap") { b <- read.csv(paste0("bootstrap-", r$seed, ".csv"), check.names = FALSE); b <- as.matrix(b[match(d$unit, b$unit), -1])  # as make-bootstrap-factors.ts drew them
        svrepdesign(variables = d, weights = d[[q$design$weights]], repweights = b, type = "bootstrap", combined.weights = FALSE, mse = mse,
          scale = 1 / (ncol(b) - !mse), rscales = rep(1, ncol(b))) }
      else as.svrepdesign(s, type = r$type, fay.rho = if (is.null(r$rho)) 0 else r$rho, mse = mse, compress = FALSE) }
  df <- degf(s)                                                  # before calibration, whose totals add no PSUs
  k <- q$calibrate
  if (!is.null(k)) {
    m <- lapply(names(k$margins), function(n) { p <- strsplit(n, "|", fixed = TRUE)[[1]]; list(key = do.call(paste, c(unname(d[p]), sep = "|")), totals = unlist(k$margins[[n]])) })
    # Indicators of all categories of the first margin, of all but the first of the others: a basis, whatever the intercept.
    X <- do.call(cbind, c(lapply(seq_along(m), function(j) { l <- names(m[[j]]$totals); if (j > 1 || !is.null(k$totals[["(Intercept)"]])) l <- l[-1]
      sapply(setNames(l, paste0("m", j, "_", seq_along(l))), function(v) as.numeric(m[[j]]$key == v)) }),
      lapply(names(k$totals), function(n) { x <- matrix(if (n == "(Intercept)") 1 else d[[n]], nrow(d)); colnames(x) <- if (n == "(Intercept)") "one_" else n; x })))
    pop <- c(unlist(lapply(seq_along(m), function(j) if (j > 1 || !is.null(k$totals[["(Intercept)"]])) m[[j]]$totals[-1] else m[[j]]$totals)), unlist(k$totals))
    colnames(X) <- paste0("aux", seq_len(ncol(X))); names(pop) <- colnames(X)
    for (n in colnames(X)) s$variables[[n]] <- X[, n]
    fun <- switch(k$method, rake = "raking", poststratify = "linear", k$method)
    more <- if (rep) list(compress = FALSE)
    s <- do.call(calibrate, c(list(s, as.formula(paste("~ 0 +", paste(colnames(X), collapse = "+"))), pop, calfun = fun,
      bounds = if (is.null(k$bounds)) c(-Inf, Inf) else unlist(k$bounds), epsilon = 1e-13, maxit = 500), more))
  }
  t <- q$trim
  if (!is.null(t)) s <- trimWeights(s, upper = if (is.null(t$upper)) Inf else t$upper, lower = if (is.null(t$lower)) -Inf else t$lower, strict = isTRUE(t$strict))
  w <- weights(s, "sampling"); level <- if (is.null(q$level)) .95 else q$level; p <- 1 - (1 - level) / 2
  strata <- if (length(q$design$strata)) d[[q$design$strata]] else rep("", nrow(d))
  psu <- if (length(q$design$psu)) paste(strata, d[[q$design$psu[[1]]]]) else as.character(seq_len(nrow(d)))
  done <- list()
  for (e in q$estimates) {
    one <- function(var, den, dom) {                            # totals of y and of the denominator in a domain
      y <- d[[var]]; if (is.character(y)) y <- as.numeric(y == as.character(e$equals))
      x <- if (is.null(den)) as.numeric(!is.na(y)) else d[[den]]
      rows <- dom$rows & !is.na(y) & !is.na(x); y[!rows] <- 0; x[!rows] <- 0
      list(var = var, by = dom$by, rows = rows, y = y, x = x)
    }
    if (e$kind == "contrast") {
      of <- done[[e$of]]; a <- unlist(e$coefficients); est <- sum(a * of$estimate); se <- sqrt(as.vector(a %*% of$covariance %*% a))
      done[[e$id]] <- list(estimate = est, se = se, lo = est - qt(p, df) * se, hi = est + qt(p, df) * se); next
    }
    vars <- if (e$kind == "ratio") e$numerator else if (e$kind == "proportion") e$variable else unlist(e$variables)
    cells <- do.call(c, lapply(vars, function(v) lapply(domains(d, unlist(e$by)), function(dom) one(v, if (e$kind == "ratio") e$denominator, dom))))
    cells <- Filter(function(c) any(c$rows), cells)
    n <- sapply(cells, function(c) sum(c$rows)); ddf <- sapply(cells, function(c) length(unique(psu[c$rows])) - length(unique(strata[c$rows]))); ddf <- pmin(ddf, df)
    used <- if (identical(q$df, "domain")) ddf else rep(df, length(cells))
    if (e$kind == "quantile") {
      rows <- do.call(rbind, lapply(seq_along(cells), function(i) { c <- cells[[i]]; z <- s; z$variables$y_ <- c$y
        v <- svyquantile(~y_, z[c$rows, ], unlist(e$probs), alpha = 1 - level, interval.type = "mean", qrule = "math", df = used[i])$y_
        data.frame(i = i, est = v[, 1], se = v[, 4], lo = v[, 2], hi = v[, 3]) }))
      done[[e$id]] <- list(estimate = rows$est, se = rows$se, lo = rows$lo, hi = rows$hi, n = n[rows$i], domainDf = ddf[rows$i], df = rep(df, nrow(rows))); next
    }
    value <- function(w) sapply(cells, function(c) if (e$kind == "total") sum(w * c$y) else sum(w * c$y) / sum(w * c$x))
    est <- value(w)
    V <- if (rep) svrVar(matrix(apply(weights(s, "analysis"), 2, value), ncol = length(cells), byrow = TRUE), s$scale, s$rscales, mse = s$mse, coef = est) else {
      u <- vapply(seq_along(cells), FUN.VALUE = numeric(nrow(d)), function(i) if (e$kind == "total") cells[[i]]$y else (cells[[i]]$y - est[i] * cells[[i]]$x) / sum(w * cells[[i]]$x))
      z <- s; colnames(u) <- paste0("u", seq_along(cells)); for (v in colnames(u)) z$variables[[v]] <- u[, v]
      unclass(vcov(svytotal(as.formula(paste("~", paste(colnames(u), collapse = "+"))), z))) }
    V <- matrix(as.numeric(V), length(cells)); se <- sqrt(diag(V))
    # The package's own functions in the domain, where they apply, must say the same; and deff is theirs.
    deff <- sapply(seq_along(cells), function(i) { c <- cells[[i]]; z <- s; z$variables$y_ <- c$y
      if (e$kind == "ratio") { z$variables$y_ <- (c$y - est[i] * c$x) / sum(w * c$x); return(V[i, i] / (as.numeric(svyvar(~y_, z[c$rows, ])) * sum(w[c$rows])^2 / n[i])) }
      a <- if (e$kind == "total") svytotal(~y_, z[c$rows, ], deff = "replace") else svymean(~y_, z[c$rows, ], deff = "replace")
      if (is.null(k)) stopifnot(abs(coef(a) / est[i] - 1) < 1e-10, abs(as.numeric(SE(a)) / se[i] - 1) < 1e-10 || identical(q$design$lonelyPsu, "adjust"))
      V[i, i] / (as.numeric(svyvar(~y_, z[c$rows, ])) / n[i] * if (e$kind == "total") sum(w[c$rows])^2 else 1) })
    lo <- est - qt(p, used) * se; hi <- est + qt(p, used) * se
    if (e$kind == "proportion") { m <- est * (1 - est) / se^2
      if (identical(e$interval, "beta")) { a <- m * (qt(p, n - 1) / qt(p, used))^2; if (isTRUE(e$truncate)) a <- pmin(a, n)
        lo <- qbeta(1 - p, a * est, a * (1 - est) + 1); hi <- qbeta(p, a * est + 1, a * (1 - est)) }
      else if (identical(e$interval, "wilson")) { t <- qt(p, used); mid <- (est + t^2 / (2 * m)) / (1 + t^2 / m)
        half <- t / (1 + t^2 / m) * sqrt(est * (1 - est) / m + t^2 / (4 * m^2)); lo <- mid - half; hi <- mid + half }
      else { h <- qt(p, used) * se / (est * (1 - est)); lo <- plogis(qlogis(est) - h); hi <- plogis(qlogis(est) + h) } }
    done[[e$id]] <- list(estimate = est, se = se, lo = lo, hi = hi, n = n, domainDf = ddf, df = rep(df, length(cells)), deff = deff, covariance = V,
      by = lapply(cells, function(c) c$by), variables = sapply(cells, function(c) c$var))
  }
  list(design = list(df = df, n = nrow(d), sumWeights = sum(w), strata = length(unique(strata)), psus = length(unique(psu))),
    weights = list(min = min(w), max = max(w), kishDeff = nrow(d) * sum(w^2) / sum(w)^2), results = done)
}
requests <- fromJSON("requests.json", simplifyVector = FALSE)
expected <- lapply(names(requests), function(n) tryCatch(answer(requests[[n]]), error = function(e) { message(n, ": ", conditionMessage(e)); NULL }))
names(expected) <- names(requests)
writeLines(toJSON(expected, auto_unbox = TRUE, digits = I(17), pretty = FALSE, na = "null"), "expected.json")
