// does-not-compile: the packages it imports are not here
// Package fatal logs what ends the process, or unwinds the stack.
package fatal

import (
	"io"
	"os"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"
	"go.uber.org/zap"
)

func cleanChain(path string) []byte {
	file, err := os.Open(path)
	if err != nil {
		log.Fatal().Err(err).Str("path", path).Msg("cannot open")
	}
	text, err := io.ReadAll(file)
	if err != nil {
		log.Fatal(). // nothing comes after this
				Err(err).
				Msgf("cannot read %s", path)
	}
	file.Close()
	return text
}

func cleanOfLogger(logger *zerolog.Logger, path string) int64 {
	file, err := os.Open(path)
	if err != nil {
		logger.Fatal().Err(err).Send()
	}
	info, err := file.Stat()
	if err != nil {
		logger.Fatal().Err(err).Send()
	}
	file.Close()
	return info.Size()
}

func cleanSugared(logger *zap.SugaredLogger, path string) int64 {
	file, err := os.Open(path)
	if err != nil {
		logger.Fatalln(err)
	}
	info, err := file.Stat()
	if err != nil {
		logger.Fatalln(err)
	}
	file.Close()
	return info.Size()
}
