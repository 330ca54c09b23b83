# Writes the synthetic files of this folder; everything is made up. Rscript make-data.R, R 4.2.2.
set.seed(710420)
num <- function(x, digits) format(round(x, digits), nsmall = 0, trim = TRUE, scientific = FALSE, digits = 15)

# People: three zones ("2", "10", "1": text that orders as numbers), communities numbered anew in every zone, dwellings
# numbered anew in every community, both drawn without replacement; missing answers; unequal weights that do not follow
# from the population sizes.
zones <- c("2", "10", "1"); drawn <- c(5, 7, 6); total <- c(40, 61, 25)
people <- do.call(rbind, lapply(1:3, function(h) do.call(rbind, lapply(seq_len(drawn[h]), function(i) {
  size <- sample(30:90, 1); m <- sample(4:7, 1); level <- rnorm(1, 0, 0.6)
  do.call(rbind, lapply(seq_len(m), function(j) { k <- sample(2:4, 1)
    data.frame(zone = zones[h], community = i, dwelling = j, N1 = total[h], N2 = size,
      weight = round(runif(1, 3, 20), 3), sex = sample(c("f", "m"), k, TRUE, c(.55, .45)),
      band = sample(c("18-35", "36-55", "56-65"), k, TRUE, c(.4, .4, .2)), age = sample(18:65, k, TRUE),
      score = round(pmin(10, pmax(0, 6 + level + h / 3 + rnorm(k))), 2),
      calls = rpois(k, 3) + 1, contact = sample(c("yes", "no"), k, TRUE, c(.35, .65)), rare = rbinom(k, 1, .03)) }))
}))))
people$solved <- rbinom(nrow(people), people$calls, 0.6)
people$score[sample(nrow(people), 25)] <- NA
people$contact[sample(nrow(people), 9)] <- NA
people$unit <- paste0(people$zone, "/", people$community)
write.csv(people, "people.csv", row.names = FALSE, quote = FALSE, na = "NA")

# Pairs: eight strata of two PSUs for BRR and Fay, with four replicate weights to be given.
pairs <- do.call(rbind, lapply(1:8, function(h) do.call(rbind, lapply(1:2, function(i) { k <- sample(3:6, 1)
  data.frame(stratum = letters[h], psu = paste0(letters[h], i), w = round(runif(k, 1, 5), 2),
    y = round(rnorm(k, 20 + h, 4), 2), x = round(runif(k, 1, 9), 2), group = sample(c("A", "B"), k, TRUE)) }))))
for (r in 1:4) pairs[[paste0("rep", r)]] <- round(pairs$w * runif(nrow(pairs), 0.4, 1.7), 4)
write.csv(pairs, "pairs.csv", row.names = FALSE, quote = FALSE, na = "")

# Lonely: stratum C holds one PSU.
lonely <- data.frame(stratum = rep(c("A", "B", "C"), c(7, 6, 3)), psu = c(1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 7),
  w = round(runif(16, 2, 6), 2), y = round(rnorm(16, 50, 9), 1), group = rep(c("s", "t"), 8))
write.csv(lonely, "lonely.csv", row.names = FALSE, quote = FALSE)
