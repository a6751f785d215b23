// does-not-compile: the packages it imports are not here
// Package chains logs what goes on, and goes on itself.
package chains

import (
	"os"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"
)

func size(path string) int64 {
	file, err := os.Open(path) // want "the file in `file` is not closed on every path"
	if err != nil {
		log.Fatal().Err(err).Msg("cannot open")
	}
	info, err := file.Stat()
	if err != nil {
		log.Error().Err(err).Msg("cannot stat")
		return 0
	}
	file.Close()
	return info.Size()
}

// At this level of its own nothing is ended.
func mode(logger zerolog.Logger, path string) os.FileMode {
	file, err := os.Open(path) // want "the file in `file` is not closed on every path"
	if err != nil {
		return 0
	}
	info, err := file.Stat()
	if err != nil {
		logger.WithLevel(zerolog.FatalLevel).Err(err).Msg("cannot stat")
		return 0
	}
	file.Close()
	return info.Mode()
}
