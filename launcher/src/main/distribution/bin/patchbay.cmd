@echo off
rem Patchbay: starts a runtime, talks to one. 'patchbay help' tells more.
rem
rem   JAVA_HOME      the Java to use, else the java on the PATH
rem   JAVA_OPTS      more options for the JVM of 'run'
rem   PATCHBAY_HOME  the home, if --home names none; else the folder 'home' beside bin
rem   PATCHBAY_CDS   off: neither use nor make a class-data archive
rem
rem It says what bin/patchbay says to the same main class; look there for the reasons.
setlocal DisableDelayedExpansion
for %%I in ("%~dp0..") do set "DISTRIBUTION=%%~fI"
set "LIB=%DISTRIBUTION%\lib"
set "TYPED=%CD%\."
if not defined PATCHBAY_HOME set "PATCHBAY_HOME=%DISTRIBUTION%\home"

rem ---- which home, which verb: --home DIR stands before the verb or directly after it
set "FOLDER=%PATCHBAY_HOME%"
set "NAMED=false"
set "VERB=%~1"
if "%~1"=="--home" set "VERB=%~3"
if "%~1"=="--home" set "FOLDER=%~2"
if "%~2"=="--home" set "FOLDER=%~3"
if "%~2 %~3"=="--no-shell --home" set "FOLDER=%~4"
if "%~1"=="--home" set "NAMED=true"
if "%~2"=="--home" set "NAMED=true"
for %%I in ("%FOLDER%") do set "FOLDER=%%~fI"

rem ---- a Java
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
set "VERSION="
for /f "tokens=3" %%V in ('""%JAVA%" -version 2^>^&1"') do if not defined VERSION set "VERSION=%%~V"
set "MAJOR=0"
for /f "delims=.-+" %%M in ("%VERSION%") do set "MAJOR=%%M"
if %MAJOR% GEQ 17 goto start
echo '%JAVA%' is no Java of version 17 or newer; install a JDK, or set JAVA_HOME to one 1>&2
exit /b 1

:start
set WORDS=-Dfile.encoding=UTF-8 -Dpatchbay.distribution="%DISTRIBUTION%" -Dpatchbay.directory="%TYPED%" -Dpatchbay.columns=0 -Dpatchbay.columns.err=0 -Dpatchbay.terminal=false -Dpatchbay.typed=false -Dpatchbay.script=patchbay -Dpatchbay.home.named=%NAMED% dev.patchbay.launcher.Main %*
set "FLAGS="
if %MAJOR% GEQ 24 set "FLAGS=--sun-misc-unsafe-memory-access=allow"
if "%VERB%"=="run" goto run
set "JARS=%LIB%\launcher.jar"
if "%VERB%"=="shell" set "JARS=%LIB%\launcher.jar;%LIB%\jline.jar"
if "%VERB%"=="inspect" set "JARS=%LIB%\*"
if "%VERB%"=="check" set "JARS=%LIB%\*"
if "%VERB%"=="secret" set "JARS=%LIB%\*"
"%JAVA%" %FLAGS% -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -cp "%JARS%" %WORDS%
exit /b %ERRORLEVEL%

:run
set "CLASSDATA=-Dfile.encoding=UTF-8"
if "%PATCHBAY_CDS%"=="off" goto launch
set /p BUILD=<"%LIB%\build"
set "FLAGS=%FLAGS% -Dpatchbay.archive=%VERSION%-%BUILD%"
for %%A in ("%FOLDER%\data\cds\run-%VERSION%-%BUILD%.*.jsa") do if "%%~nxA"=="run-%VERSION%-%BUILD%.%%~zA.jsa" set "CLASSDATA=-XX:SharedArchiveFile=%%~fA"
if not "%CLASSDATA%"=="-Dfile.encoding=UTF-8" set "FLAGS=%FLAGS% -Xlog:cds=off -Xlog:cds+dynamic=off"

:launch
if not exist "%FOLDER%\" mkdir "%FOLDER%" 2>nul
cd /d "%FOLDER%" 2>nul
"%JAVA%" -Xshare:auto %FLAGS% "%CLASSDATA%" %JAVA_OPTS% -cp "%LIB%\*" %WORDS%
exit /b %ERRORLEVEL%
